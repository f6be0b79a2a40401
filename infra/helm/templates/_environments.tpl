{{/* What each app reads from its environment; infra/checks holds it against the apps' own configuration. */}}
{{- define "vermilion.environment.api" -}}
- { name: DATABASE_URL, valueFrom: {{ include "vermilion.secret" (dict "name" .Values.secrets.database "key" "app-url") }} }
- { name: OIDC_ISSUER, value: {{ .Values.oidc.issuer | quote }} }
- { name: OIDC_AUDIENCE, value: {{ .Values.oidc.audience | quote }} }
- { name: OIDC_WEB_CLIENT, value: {{ .Values.oidc.webClient | quote }} }
- { name: PUBLIC_URL, value: {{ .Values.publicUrl | quote }} }
- { name: TEMPORAL_ADDRESS, value: {{ include "vermilion.temporal" . | quote }} }
- { name: TRUSTED_PROXIES, value: {{ .Values.trustedProxies | quote }} }
- { name: CLAMD_ADDRESS, value: {{ .Values.clamd.address | quote }} }
- { name: VERMILION_DATA, value: /data }
- { name: VERMILION_MASTER_KEY_FILE, value: /secrets/master.key }
- { name: WEBHOOK_HOSTS, value: {{ .Values.webhooks.hosts | quote }} }
- { name: WEBHOOK_KEY_FILE, value: /webhook-key/webhook.key }
- { name: WEB_PAGES, value: /vermilion/apps/web/dist }
{{- end }}

{{- define "vermilion.environment.relay" -}}
- { name: DATABASE_URL, valueFrom: {{ include "vermilion.secret" (dict "name" .Values.secrets.database "key" "relay-url") }} }
- { name: KAFKA_BROKERS, value: {{ include "vermilion.brokers" . | quote }} }
- { name: ANCHOR_KEYS_DIR, value: /anchor-keys }
- { name: ANCHOR_FILE, value: /anchors/anchors.jsonl }
{{- end }}

{{- define "vermilion.environment.listener" -}}
- { name: DATABASE_URL, valueFrom: {{ include "vermilion.secret" (dict "name" .Values.secrets.database "key" "app-url") }} }
- { name: KAFKA_BROKERS, value: {{ include "vermilion.brokers" . | quote }} }
- { name: TEMPORAL_ADDRESS, value: {{ include "vermilion.temporal" . | quote }} }
- { name: SMTP_URL, valueFrom: {{ include "vermilion.secret" (dict "name" .Values.secrets.mail "key" "url") }} }
- { name: MAIL_FROM, value: {{ .Values.mail.from | quote }} }
- { name: WEBHOOK_HOSTS, value: {{ .Values.webhooks.hosts | quote }} }
- { name: WEBHOOK_KEY_FILE, value: /webhook-key/webhook.key }
{{- end }}

{{- define "vermilion.environment.worker" -}}
- { name: DATABASE_URL, valueFrom: {{ include "vermilion.secret" (dict "name" .Values.secrets.database "key" "app-url") }} }
- { name: TEMPORAL_ADDRESS, value: {{ include "vermilion.temporal" . | quote }} }
- { name: VERMILION_MASTER_KEY_FILE, value: /secrets/master.key }
{{- end }}
