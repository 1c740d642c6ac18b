import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { HydratedDocument, Types } from 'mongoose';

export enum Skill {
  Driving = 'driving',
  Cooking = 'cooking',
}

@Schema({ _id: false })
export class Phone {
  @Prop({ required: true }) number: string;
  @Prop() kind: 'mobile' | 'land';
}

/** One who helps. */
// minlint: purpose=rota
@Schema({ timestamps: true })
export class Volunteer {
  @Prop({ required: true, unique: true, maxlength: 320 })
  email: string;

  @Prop()
  born?: Date;

  @Prop({ type: String, enum: Skill, default: Skill.Driving })
  skill: Skill;

  @Prop([String])
  languages: string[];

  @Prop({ type: [{ type: Types.ObjectId, ref: 'Shift' }] })
  shifts: Types.ObjectId[];

  @Prop({ type: PhoneSchema })
  home: Phone;

  @Prop()
  others: Phone[];

  @Prop(raw({ street: { type: String }, city: String }))
  address: Record<string, unknown>;

  @Prop({ type: Types.ObjectId, ref: () => Team, required: true })
  team: Team;

  plain: string;
}

export const VolunteerSchema = SchemaFactory.createForClass(Volunteer);
