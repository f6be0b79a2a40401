import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClaimTask, TaskCountQuery, TaskCounts, TaskId, TaskPage, TaskQuery, TaskView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { claimTask, listTasks, tallyTasks, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting } from '../access/caller.js';
import { Procedures } from '../cases/procedures.js';
import { Answers } from '../http/shapes.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { taskCounts, taskView } from './task-view.js';

/** What is to be done, the most urgent first. */
@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  @Get()
  @Answers(TaskPage)
  async list(@Acting() person: Person, @Query({ schema: TaskQuery }) query: TaskQuery) {
    const page = await this.ledger.read(person, (session) => listTasks(session, person, query, query));
    return { items: page.items.map((task) => taskView(this.procedures, task)), next: page.next };
  }

  /** How many tasks a filter finds, and how they divide: what a list says above itself. */
  @Get('counts')
  @Answers(TaskCounts)
  async counts(@Acting() person: Person, @Query({ schema: TaskCountQuery }) query: TaskCountQuery) {
    return taskCounts(this.procedures, await this.ledger.read(person, (session) => tallyTasks(session, person, query)));
  }

  @Post(':id/claim')
  @Answers(TaskView)
  async claim(
    @Acting() person: Person,
    @Param('id', { schema: TaskId }) id: string,
    @Body({ schema: ClaimTask }) body: ClaimTask,
  ) {
    const task = await this.ledger.write(person, (session) => claimTask(session, person, id, body.claim));
    if (task === null) throw problem('not-found');
    if (task === 'taken') throw problem('task-taken');
    return taskView(this.procedures, task);
  }
}
