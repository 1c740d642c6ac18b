-- A newsletter that people ask for, and nothing more about them than it takes to send it.
CREATE TABLE subscribers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  display_name text,
  preferred_language text,
  status text NOT NULL CHECK (status IN ('pending', 'confirmed', 'unsubscribed')),
  subscribed_on date NOT NULL,
  confirmed_on date,
  last_requested_on date,
  unsubscribed_on date
);

CREATE TABLE topics (
  id integer PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL
);

CREATE TABLE subscriptions (
  subscriber_id bigint NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  topic_id integer NOT NULL REFERENCES topics (id),
  since date NOT NULL,
  PRIMARY KEY (subscriber_id, topic_id)
);

CREATE TABLE issues (
  id integer PRIMARY KEY,
  topic_id integer NOT NULL REFERENCES topics (id),
  subject_line text NOT NULL,
  body_html text NOT NULL,
  published_on date,
  sent_count integer NOT NULL DEFAULT 0,
  bounce_count integer NOT NULL DEFAULT 0,
  unsubscribe_count integer NOT NULL DEFAULT 0
);

CREATE TABLE suppressions (
  email_hmac bytea PRIMARY KEY,
  key_version smallint NOT NULL,
  suppressed_on date NOT NULL
);
