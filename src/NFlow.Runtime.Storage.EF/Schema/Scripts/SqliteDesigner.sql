CREATE TABLE IF NOT EXISTS "nflow_runtime_designer_migrations" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_nflow_runtime_designer_migrations" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "api_tokens" (
    "id" integer NOT NULL CONSTRAINT "PK_api_tokens" PRIMARY KEY AUTOINCREMENT,
    "name" char(200) NULL DEFAULT (''),
    "token" text NOT NULL,
    "start" timestamp NULL DEFAULT (CURRENT_TIMESTAMP),
    "expired" integer NULL,
    "active" blob NOT NULL DEFAULT (true),
    "header" char(150) NULL DEFAULT ('Authorization'),
    "token_type" char(150) NULL DEFAULT ('Bearer')
);

CREATE TABLE "modules" (
    "id" integer NOT NULL CONSTRAINT "PK_modules" PRIMARY KEY AUTOINCREMENT,
    "name" text NOT NULL,
    "form" text NOT NULL,
    "mod" text NOT NULL,
    "code" text NULL
);

CREATE TABLE "nflow" (
    "id" integer NOT NULL CONSTRAINT "PK_nflow" PRIMARY KEY AUTOINCREMENT,
    "name" text NOT NULL,
    "json" blob NOT NULL,
    "default_js" text NULL,
    "tag" varchar(200) NULL
);

CREATE TABLE "queries" (
    "id" integer NOT NULL CONSTRAINT "PK_queries" PRIMARY KEY AUTOINCREMENT,
    "name" varchar(200) NULL,
    "query" text NOT NULL
);

CREATE TABLE "template" (
    "id" integer NOT NULL CONSTRAINT "PK_template" PRIMARY KEY AUTOINCREMENT,
    "name" varchar(200) NULL,
    "content" text NOT NULL
);

CREATE TABLE "tracker" (
    "id" integer NOT NULL CONSTRAINT "PK_tracker" PRIMARY KEY AUTOINCREMENT,
    "log_id" text NULL,
    "box_id" text NULL,
    "box_name" text NULL,
    "box_type" text NULL,
    "url" text NULL,
    "username" text NULL,
    "connection_next" text NULL,
    "duration" text NULL,
    "created" timestamp NULL DEFAULT (CURRENT_TIMESTAMP),
    "order_box" integer NULL,
    "payload" text NULL,
    "ip" char(128) NULL,
    "real_ip" char(128) NULL,
    "user_agent" char(800) NULL,
    "query_param" text NULL,
    "hostname" char(500) NULL,
    "host" char(500) NULL
);

CREATE TABLE "users" (
    "id" integer NOT NULL CONSTRAINT "PK_users" PRIMARY KEY AUTOINCREMENT,
    "username" varchar(200) NOT NULL,
    "password" varchar(200) NOT NULL,
    "rol" varchar(200) NULL DEFAULT ('ROL_USER'),
    "active" blob NOT NULL DEFAULT (true)
);

INSERT INTO "nflow_runtime_designer_migrations" ("MigrationId", "ProductVersion")
VALUES ('20261123183652_Initial', '10.0.15');

