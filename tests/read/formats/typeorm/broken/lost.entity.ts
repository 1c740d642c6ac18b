import { Entity, Column } from 'typeorm';

@Entity()
export class Guest {
  @Column()
  name: string;

  @Column({ nullable: true })
  e mail: string;

  @Column()
  phone: string;
}

@Entity()
export class Cat {
  @Column({ length: 20
  name: string;
}

@Entity()
export class Dog {
  @Column() name: string;
}
