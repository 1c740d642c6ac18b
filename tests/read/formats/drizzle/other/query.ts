import { eq } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { seekers } from "../good/schema";

export async function byMail(db: Database, mail: string) {
  return db.select().from(seekers).where(eq(seekers.email, mail)).limit(1);
}
