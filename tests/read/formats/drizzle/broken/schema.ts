import { pgTable, text } from "drizzle-orm/pg-core";

export const people = pgTable("people", {
  name: text("name").notNull(),
  e mail: text("email"),
  phone: text("phone"),
});

export const pets = pgTable("pets", {
  name: text("name",
});

export const houses = pgTable("houses", { street: text("street") });
