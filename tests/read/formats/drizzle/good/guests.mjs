import { sqliteTable, text, integer, blob } from "drizzle-orm/sqlite-core";
import { mysqlTable, mysqlEnum, bigint } from "drizzle-orm/mysql-core";

export const guests = sqliteTable("guests", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  vip: integer({ mode: "boolean" }).notNull().default(false),
  arrived: integer("arrived", { mode: "timestamp_ms" }),
  diet: text({ mode: "json" }),
  scan: blob(),
});

export const beds = mysqlTable("beds", {
  id: bigint({ mode: "number", unsigned: true }).primaryKey().autoincrement(),
  kind: mysqlEnum("kind", ["bunk", "single"]).notNull(),
  guest: bigint({ mode: "number" }).references(() => guests.id),
});
