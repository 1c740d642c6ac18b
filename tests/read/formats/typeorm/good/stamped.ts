import { Column, PrimaryColumn } from 'typeorm';

/** What every row has. */
export abstract class Stamped {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Column('uuid', { nullable: true })
  editor: string;
}
