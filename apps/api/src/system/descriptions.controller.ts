import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { asyncApiDocument } from '@vermilion/contracts';
import { Public } from '../access/caller.js';

const asyncApi = asyncApiDocument();

/** The description of the events; that of the routes is served beside it. */
@Public()
@ApiExcludeController()
@Controller('api')
export class DescriptionsController {
  @Get('asyncapi.json')
  asyncApi() {
    return asyncApi;
  }
}
