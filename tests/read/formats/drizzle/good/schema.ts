// minlint: purpose=matching

import { relations, sql } from "drizzle-orm";
import {
  boolean, char, customType, date, foreignKey, geometry, index, integer, jsonb, numeric, pgEnum, pgMaterializedView,
  pgSchema, pgTable, pgTableCreator, primaryKey, serial, text, timestamp, unique, uniqueIndex, uuid, varchar, vector,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { stamps } from "../other/columns";

export const standing = pgEnum("standing", ["open", "matched", "closed"]);
export const auth = pgSchema("auth");
const named = pgTableCreator((name) => `shelter_${name}`);
const bytea = customType<{ data: Buffer }>({ dataType() { return "bytea"; } });

const placed = {
  street: varchar({ length: 120 }),
  city: text("ort"), // where they live
};

/** Somebody who looks for a home. */
export const seekers = pgTable(
  "seekers",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    fullName: varchar("full_name", { length: 200 }).notNull(), // minlint: allow X101 until 2030-01-31 because by law
    /** Größe 𝄞 */ height: numeric("height", { precision: 5, scale: 2 }),
    email: text("email").notNull().unique(),
    born: date("born").notNull(),
    standing: standing("standing").notNull().default("open"),
    languages: text("languages").array().notNull(),
    sex: text("sex", { enum: ["f", "m", "d"] }),
    photo: bytea("photo"),
    face: vector("face", { dimensions: 512 }),
    home: geometry("home", { type: "point", mode: "xy" }),
    answers: jsonb("answers").$type<{ note: string }>().default({ note: "none" }),
    initials: text("initials").generatedAlwaysAs(sql`left(full_name, 1)`),
    referrer: uuid("referrer").references((): AnyPgColumn => seekers.id, { onDelete: "set null" }),
    ...placed,
    ...stamps,
  },
  (t) => [index("by_city").on(t.city), uniqueIndex("by_born").on(t.born), unique().on(t.email, t.city)],
);

// minlint: purpose=matching,billing
export const stays = auth.table("stays", {
  seeker: uuid().notNull().references(() => seekers.id),
  room: integer().notNull(),
  since: timestamp({ precision: 3, withTimezone: true }).notNull().defaultNow(),
  house: char({ length: 4 }),
  floor: integer(),
}, (t) => ({
  key: primaryKey({ columns: [t.seeker, t.room] }),
  place: foreignKey({ columns: [t.house, t.floor], foreignColumns: [floors.house, floors.number], name: "place" }),
}));

export const floors = named("floors", (d) => ({
  house: d.char({ length: 4 }).notNull(),
  number: d.integer().notNull(),
}));

export const open = pgMaterializedView("open", { id: uuid("id"), city: text("city") }).existing();

export const seekersRelations = relations(seekers, ({ many }) => ({ stays: many(stays) }));
export const find = (db) => db.select({ id: seekers.id }).from(seekers).where(sql`true`);
