CREATE TABLE IF NOT EXISTS nflow_runtime_designer_migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK_nflow_runtime_designer_migrations" PRIMARY KEY ("MigrationId")
);

CREATE TABLE api_tokens (
    id serial NOT NULL,
    name char(200) NOT NULL,
    token text NOT NULL,
    start timestamp DEFAULT (current_timestamp),
    expired integer,
    active boolean,
    header char(150),
    token_type char(150),
    CONSTRAINT "PK_api_tokens" PRIMARY KEY (id)
);

CREATE TABLE modules (
    id serial NOT NULL,
    name text NOT NULL,
    form text NOT NULL,
    mod text NOT NULL,
    code text,
    CONSTRAINT "PK_modules" PRIMARY KEY (id)
);

CREATE TABLE nflow (
    id serial NOT NULL,
    name text NOT NULL,
    json text NOT NULL,
    default_js text,
    tag varchar(200),
    CONSTRAINT "PK_nflow" PRIMARY KEY (id)
);

CREATE TABLE queries (
    id serial NOT NULL,
    name varchar(200) NOT NULL,
    query text NOT NULL,
    CONSTRAINT "PK_queries" PRIMARY KEY (id)
);

CREATE TABLE template (
    id serial NOT NULL,
    name varchar(200) NOT NULL,
    content text NOT NULL,
    CONSTRAINT "PK_template" PRIMARY KEY (id)
);

CREATE TABLE tracker (
    id serial NOT NULL,
    log_id text,
    box_id text,
    box_name text,
    box_type text,
    url text,
    username text,
    connection_next text,
    duration text,
    created timestamp DEFAULT (current_timestamp),
    order_box integer,
    payload text,
    ip char(128),
    real_ip char(128),
    user_agent char(800),
    query_param text,
    hostname char(500),
    host char(500),
    CONSTRAINT "PK_tracker" PRIMARY KEY (id)
);

CREATE TABLE users (
    id serial NOT NULL,
    username varchar(200) NOT NULL,
    password varchar(200) NOT NULL,
    rol varchar(200) NOT NULL,
    active boolean,
    CONSTRAINT "PK_users" PRIMARY KEY (id)
);

INSERT INTO nflow_runtime_designer_migrations ("MigrationId", "ProductVersion")
VALUES ('20261123183658_Initial', '10.0.15');

