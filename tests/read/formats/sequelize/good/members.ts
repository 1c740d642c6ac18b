import { DataTypes, Model, Sequelize } from 'sequelize';
import { Table, Column, DataType, AllowNull, Default, PrimaryKey, AutoIncrement, Unique, ForeignKey, BelongsTo,
  HasMany, CreatedAt, Comment } from 'sequelize-typescript';

export class Gift extends Model {
  declare id: number;
}

// minlint: purpose=donations,receipts
Gift.init(
  {
    id: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4, primaryKey: true },
    amount: { type: DataTypes.DOUBLE, allowNull: false },
    donor: { type: DataTypes.INTEGER, allowNull: false, references: { model: Donor, key: 'id' } },
  },
  { sequelize, modelName: 'Gift', tableName: 'gifts' },
);

/** One who comes to meetings. */
@Table({ tableName: 'people', timestamps: true })
export class Member extends Model<Member> {
  @PrimaryKey
  @AutoIncrement
  @Column(DataType.INTEGER)
  id: number;

  @AllowNull(false)
  @Unique
  @Column({ type: DataType.STRING(120), field: 'mail' })
  email: string;

  @Column
  name: string; // as they say it

  @Comment('day and month matter')
  @Column(DataType.DATEONLY)
  birthday?: string;

  @Default(true)
  @AllowNull(false)
  @Column
  active: boolean;

  @Column(DataType.ENUM('member', 'guest'))
  kind: 'member' | 'guest';

  @ForeignKey(() => Branch)
  @Column
  branchId: number;

  @BelongsTo(() => Branch)
  branch: Branch;

  @HasMany(() => Gift)
  gifts: Gift[];

  @Column({ type: DataType.VIRTUAL })
  get initials(): string { return this.name[0]; }

  @CreatedAt
  joined: Date;

  plain: string;
}
