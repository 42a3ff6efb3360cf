CREATE TABLE IF NOT EXISTS "nflow_runtime_migrations" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_nflow_runtime_migrations" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "nflow_runtime_session_parts" (
    "session_id" text NOT NULL,
    "name" text NOT NULL,
    "json" text NOT NULL,
    CONSTRAINT "PK_nflow_runtime_session_parts" PRIMARY KEY ("session_id", "name")
);

CREATE TABLE "nflow_runtime_sessions" (
    "id" text NOT NULL CONSTRAINT "PK_nflow_runtime_sessions" PRIMARY KEY,
    "expires_at" bigint NOT NULL
);

CREATE INDEX "nflow_runtime_sessions_expires_at" ON "nflow_runtime_sessions" ("expires_at");

INSERT INTO "nflow_runtime_migrations" ("MigrationId", "ProductVersion")
VALUES ('20261123183704_Initial', '10.0.15');

CREATE TABLE "nflow_runtime_keys" (
    "name" text NOT NULL CONSTRAINT "PK_nflow_runtime_keys" PRIMARY KEY,
    "xml" text NOT NULL
);

INSERT INTO "nflow_runtime_migrations" ("MigrationId", "ProductVersion")
VALUES ('20261123192510_KeyRing', '10.0.15');

