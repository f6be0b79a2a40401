{{- define "vermilion.labels" -}}
app.kubernetes.io/name: vermilion
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "vermilion.brokers" -}}
{{- if .Values.kafka.enabled -}}
{{- $name := printf "%s-kafka" .Release.Name -}}
{{- range $n := until 3 }}{{ if $n }},{{ end }}{{ $name }}-{{ $n }}.{{ $name }}:9092{{ end -}}
{{- else -}}
{{ required "kafka.externalBrokers" .Values.kafka.externalBrokers }}
{{- end -}}
{{- end }}

{{- define "vermilion.temporal" -}}
{{- if .Values.temporal.enabled -}}
{{ .Release.Name }}-temporal-frontend:7233
{{- else -}}
{{ required "temporal.externalAddress" .Values.temporal.externalAddress }}
{{- end -}}
{{- end }}

{{- define "vermilion.postgresHost" -}}
{{- if .Values.postgres.operator.enabled -}}{{ .Release.Name }}-postgres-rw{{- else -}}{{ .Values.postgres.host }}{{- end -}}
{{- end }}

{{- define "vermilion.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "vermilion.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "vermilion.image" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{- define "vermilion.secret" -}}
{ secretKeyRef: { name: {{ .name }}, key: {{ .key }} } }
{{- end }}

{{/* Every machine that goes takes one of a group with it at most. */}}
{{- define "vermilion.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "vermilion.labels" . | nindent 6 }}
{{- end }}
