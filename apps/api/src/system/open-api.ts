import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

/** Builds the OpenAPI 3.1 document from the routes and the shapes that check them. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Vermilion 朱批')
    .setDescription(
      '政策兑现与行政审批的流程引擎。Errors are RFC 9457 problems with a stable `code`; texts are Chinese first. What is not yours does not exist (404). Unknown fields are refused.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addGlobalParameters({
      name: 'X-Vermilion-Organisation',
      in: 'header',
      required: false,
      description: 'For which of their organisations the person acts; needed by whoever has several',
      schema: { type: 'string' },
    })
    .addGlobalParameters({
      name: 'X-Vermilion-Role',
      in: 'header',
      required: false,
      description: 'In which of their roles there; needed by whoever has several in one organisation',
      schema: { type: 'string' },
    })
    .addSecurityRequirements('bearer')
    .build();
  return sayProblems(SwaggerModule.createDocument(app, frame, { standardSchemaConverter: convert }));
}

/** Every route may refuse, and does it with the media type of problems (RFC 9457), whatever it answers otherwise. */
function sayProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = {
    description: 'Problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const path of Object.values(document.paths))
    for (const operation of [path.get, path.put, path.post, path.patch, path.delete])
      if (operation) operation.responses['default'] = problem;
  return document;
}

/** Zod's own JSON Schema: OpenAPI 3.1 takes it as it is, so nothing is lost on the way. */
function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs, $schema: _, ...rest } = z.toJSONSchema(schema, { io: schemaType, target: 'draft-2020-12' });
  return { schema: rest, components: $defs ?? {} };
}
