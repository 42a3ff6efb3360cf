CREATE TABLE IF NOT EXISTS nflow_runtime_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK_nflow_runtime_migrations" PRIMARY KEY ("MigrationId")
);

CREATE TABLE nflow_runtime_session_parts (
    session_id text NOT NULL,
    name text NOT NULL,
    json text NOT NULL,
    CONSTRAINT "PK_nflow_runtime_session_parts" PRIMARY KEY (session_id, name)
);

CREATE TABLE nflow_runtime_sessions (
    id text NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT "PK_nflow_runtime_sessions" PRIMARY KEY (id)
);

CREATE INDEX nflow_runtime_sessions_expires_at ON nflow_runtime_sessions (expires_at);

INSERT INTO nflow_runtime_migrations ("MigrationId", "ProductVersion")
VALUES ('20261123183713_Initial', '10.0.15');

CREATE TABLE nflow_runtime_keys (
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT "PK_nflow_runtime_keys" PRIMARY KEY (name)
);

INSERT INTO nflow_runtime_migrations ("MigrationId", "ProductVersion")
VALUES ('20261123192500_KeyRing', '10.0.15');

