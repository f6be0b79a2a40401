import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the role, unless another database of the server has made it, and lets the application's login assume it: assume, not inherit. */
const ROLE = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vermilion_engine') THEN CREATE ROLE vermilion_engine NOLOGIN; END IF;
    IF NOT pg_has_role('vermilion_app', 'vermilion_engine', 'SET') THEN
      GRANT vermilion_engine TO vermilion_app WITH INHERIT FALSE, SET TRUE;
    END IF;
    IF NOT pg_has_role(session_user, 'vermilion_engine', 'SET') THEN
      EXECUTE format('GRANT vermilion_engine TO %I WITH INHERIT FALSE, SET TRUE', session_user);
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`;

/** What the application may do to a table or sequence the engine may, too, and there no policy limits it. Nothing is done twice. */
const ADMISSION = `
  DO $$ DECLARE missing record; BEGIN
    FOR missing IN
      SELECT c.oid::regclass AS name, c.relkind, a.privilege_type AS privilege FROM pg_class c, aclexplode(c.relacl) a
       WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 'vermilion_app'::regrole
      EXCEPT
      SELECT c.oid::regclass, c.relkind, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
       WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 'vermilion_engine'::regrole
    LOOP
      EXECUTE format('GRANT %s ON %s %s TO vermilion_engine', missing.privilege,
                     CASE missing.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, missing.name);
    END LOOP;
    FOR missing IN
      SELECT c.oid::regclass AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
         AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'engine')
    LOOP
      EXECUTE format('CREATE POLICY engine ON %s TO vermilion_engine USING (true) WITH CHECK (true)', missing.name);
    END LOOP;
  END $$`;

/** Where the ledger's own right was one more clause of the application's policies: each statement carried it, and all others with it. */
const FORMER = `
  DO $$ DECLARE former record; BEGIN
    FOR former IN SELECT polrelid::regclass AS name FROM pg_policy WHERE polname = 'ledger' LOOP
      EXECUTE format('DROP POLICY ledger ON %s', former.name);
    END LOOP;
  END $$`;

/**
 * The rules act as a role of their own once the actor's right is known. As a clause of every policy the same right made each statement carry the plans of
 * all the others: 145 subplans for the key of a subject.
 */
export class EngineRole1519862400034 implements MigrationInterface {
  public readonly name = 'EngineRole1519862400034';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLE);
    await runner.query('GRANT USAGE ON SCHEMA public TO vermilion_engine');
    await runner.query(FORMER);
  }

  public async down(): Promise<void> {
    throw new Error('the former policies are not brought back');
  }
}

/** After the migrations, for whatever tables they have made. */
export async function admitEngine(runner: QueryRunner): Promise<void> {
  await runner.query(ADMISSION);
}
