// minlint: purpose=membership

import {
  Entity, PrimaryGeneratedColumn, Column, CreateDateColumn, UpdateDateColumn, DeleteDateColumn, VersionColumn,
  ManyToOne, OneToMany, OneToOne, ManyToMany, JoinColumn, JoinTable, Index, Unique, Generated, RelationId,
} from 'typeorm';
import { Stamped } from './stamped';
import { Address } from './address';

export enum Standing {
  Active = 'active',
  Dormant = 'dormant',
}

enum Role { Trainer, Guest }

const text = { type: 'varchar', nullable: true } as const;

class Name {
  @Column({ length: 80 })
  first: string;

  @Column({ ...text, length: '120', name: 'nachname' }) last?: string;
}

/**
 * Somebody who belongs to the club.
 */
// minlint: purpose=membership,newsletter
@Entity({ name: 'club_members', comment: 'kept for ten years', orderBy: { id: 'ASC' } })
@Unique('by card', ['card'])
@Unique(['standing', 'role'])
@Index(['phone'], { unique: true })
export class Member extends Stamped {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column(() => Name)
  name: Name;

  @Column(() => Address, { prefix: 'home' })
  home: Address;

  /** Größe 𝄞 */ @Column('decimal', { precision: 5, scale: 2, nullable: true }) height: number | null;

  @Index({ unique: true })
  @Column({ type: 'varchar', length: 320, unique: true }) // minlint: allow X101 until 2030-01-31 because asked for
  email: string;

  @Column(text)
  phone: string | null;

  @Column()
  card: string;

  @Column({ type: 'date' })
  birthDate: string;

  // when they came last
  @Column({ default: () => 'CURRENT_TIMESTAMP' })
  seen: Date;

  @Column()
  joined: Date;

  @Column({ type: 'enum', enum: Standing, default: Standing.Active })
  standing: Standing;

  @Column({ type: 'enum', enum: ['trainer', 'guest'], array: true, comment: 'what they do' })
  roles: string[];

  @Column()
  role: Role;

  @Column({ nullable: true })
  sex?: 'f' | 'm' | 'd' | null;

  @Column('simple-array')
  allergies: string[];

  @Column('text', { array: true, nullable: true })
  languages: string[];

  @Column({ type: 'jsonb', nullable: true, select: false })
  private settings: Record<string, unknown>;

  @Column()
  @Generated('increment')
  number: number;

  @ManyToOne(() => Club, (club) => club.members, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'club', referencedColumnName: 'code' })
  club: Relation<Club>;

  @ManyToOne(type => Member, { eager: true })
  referredBy?: Member;

  @Column({ nullable: true })
  trainerId: string;

  @ManyToOne('Member')
  @JoinColumn({ name: 'trainerId' })
  trainer: Member;

  @OneToOne(() => Card) @JoinColumn() badge: Card;

  @ManyToOne(() => Branch, { nullable: false })
  branch: Branch;

  @RelationId((member: Member) => member.branch)
  branchId: string;

  @OneToOne(() => Locker, (locker) => locker.member)
  locker: Locker;

  @OneToMany(() => Visit, (visit) => visit.member)
  visits: Visit[];

  @ManyToMany(() => Course)
  @JoinTable()
  courses: Course[];

  @CreateDateColumn()
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @DeleteDateColumn()
  deletedAt?: Date;

  @VersionColumn()
  version: number;

  password: string; // in memory alone

  @Column() get age(): number { return 1; }

  greet() { const x = 1; return x; }
}
