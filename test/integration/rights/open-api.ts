/** What is needed of the OpenAPI document. */
export interface OpenApi {
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } };
  readonly components: { readonly schemas: { readonly [name: string]: unknown } };
}

/** Its operations, as rows name them. */
export function operationsOf({ paths }: OpenApi): readonly string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
}
