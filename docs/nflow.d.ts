// What scripts of NFlow.Runtime see. Generated from the registrations; do not edit.

/** What the previous step handed over; what it holds at the end is handed to the next one, unless main() returns an object. */
declare var payload: any;
/** Port at which the run goes on; a port that does not exist ends it. */
declare var next: string;
/** In auth(): whether the node asks for authentication. */
declare var auth_flag: any;
/** In auth(): the path that was asked for. */
declare var url_access: string;

/** Request headers, each with its values, under their canonical names (X-Forwarded-For); Host is not among them. */
declare var header: Record<string, string[]>;

/** Form fields followed by query parameters, each with its values. */
declare var form: Record<string, string[]>;

/** The JSON body, or form fields and query parameters with single values. */
declare var post_data: any;

/** Path of the request, up to a resume marker. */
declare var nflow_endpoint: string;

/** Profile of the user who is logged in; an empty object when nobody is. */
declare var profile: Record<string, any>;

/** What the author typed into the box, with a fresh storage_id. */
declare var nflow_data: Record<string, any>;

/** Target node id by port. */
declare var __outputs: Record<string, string>;

/** Name of the flow. */
declare var __flow_name: string;

/** Name of the app. */
declare var __flow_app: string;

/** Id of the node that runs. */
declare var current_box: string;

/** Id of the node that ran before; empty at the start. */
declare var prev_box: string;

/** Id of the run. */
declare var wid: string;

/** The settings table [env]; changes last for the run. */
declare var env: Record<string, string>;

/** Settings that are not secret. */
declare var config: Record<string, any>;

/** The configured address of this server. */
declare var url_base: string;

/** Ends a run at once, at whichever instance it is going on; false when no such run is. */
declare function wkill(wid: string): boolean;

/** Sets a value of a session part. Strings, numbers and booleans are kept as text, objects as they are. */
declare function set_session(name: string, key: string, value: any): void;

/** A value of a session part as text; empty when it is missing. */
declare function get_session(name: string, key: string): string;

/** All values of a session part. */
declare function open_session(name: string): Record<string, any>;

/** Sets every key of an object in a session part; other keys stay. */
declare function save_session(name: string, values: Record<string, any>): void;

/** Removes a session part. */
declare function delete_session(name: string): void;

/** The form state: every key that any payload of the run has had. */
declare function open_session_form(): Record<string, any>;

/** Clears the form state. */
declare function delete_session_form(): void;

/** Logs a user in: keeps the profile in the session. Numbers and booleans in it become text. */
declare function set_profile(profile: Record<string, any>): void;

/** The profile of the user who is logged in; an empty object when nobody is. */
declare function get_profile(): Record<string, any>;

/** Whether somebody is logged in. */
declare function exist_profile(): boolean;

/** Logs the user out. */
declare function delete_profile(): void;

/** Whether an active user has this password. */
declare function validate_user(name: string, password: string): boolean;

/** A user without the password hash; null when there is none. */
declare function get_user(name: string): { id: number; username: string; rol: string; active: boolean } | null;

/** SHA-512 of a text, lower-case hex. */
declare function calcular_sha512(text: string): string;

/** SHA-512/256 of a text, lower-case hex. */
declare function calcular_sha512_256(text: string): string;

/** SHA-512/224 of a text, lower-case hex. */
declare function calcular_sha512_224(text: string): string;

/** A strong hash of a password for table users: PBKDF2 in ASP.NET Core Identity's format, accepted by validate_user. */
declare function hash_password(password: string): string;

/** Whether the request carries a token of this name that is active and not expired. */
declare function validate_token(name: string): boolean;

/** The tokens of a name without their secrets; null when there are none. */
declare function get_token(name: string): Array<{ id: number; name: string; expired: number | null; active: boolean; header: string; tokenType: string }> | null;

/** Renders a template in the language of Go's html/template: output is escaped for its place. A template error throws. */
declare function template(text: string, data?: any): string;

/** Text of a stored template; empty when there is none of that name. */
declare function get_template(name: string): string;

/** Decodes base64 to text (UTF-8); empty when it is not valid base64. */
declare function atob(base64: string): string;

/** Encodes text (UTF-8) as base64. */
declare function btoa(text: string): string;

/** A value of the settings table [env]; empty when it is missing. */
declare function get_env(name: string): string;

/** Sets a variable of this process's environment. Needs enable_process. */
declare function set_env(name: string, value: string): void;

/** Waits; the run's slot is given back meanwhile. */
declare function sleep(milliseconds: number): void;

/** A new random UUID. */
declare function uuid(): string;

/** Text without the ```json fences that language models put around it. */
declare function clean_json(text: string): string;

/** Seconds since 1970. */
declare function time_now_unix(): number;

/** Nanoseconds since 1970. */
declare function time_now_unix_nano(): number;

/** The year, UTC. */
declare function time_now_year(): number;

/** The month, UTC, from 1. */
declare function time_now_month(): number;

/** The day of the month, UTC. */
declare function time_now_day(): number;

/** The hour, UTC. */
declare function time_now_hour(): number;

/** The minute, UTC. */
declare function time_now_minute(): number;

/** The second, UTC. */
declare function time_now_second(): number;

/** The day of the week, UTC; Sunday is 0. */
declare function time_now_weekday(): number;

/** Text of a file below the file root; empty when there is none. Needs enable_filesystem. */
declare function file_to_string(path: string): string;

/** Writes a text file below the file root. Needs enable_filesystem. */
declare function string_to_file(path: string, text: string): void;

/** Renders a Mustache template; values are HTML-escaped except in {{{…}}}. */
declare function mustache(text: string, data?: any): string;

/** Sends a code to a telephone number; true when it was accepted, and always when codes are switched off. */
declare function send_otp(to: string): boolean;

/** Whether a code is the one that was sent; always true when codes are switched off. */
declare function check_otp(to: string, code: string): boolean;

/** Sends a mail and waits for the server. False when it could not be sent; the reason is in the log. */
declare function send_mail(to: string | string[], subject: string, message: string, attach?: string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string } | Array<string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string }> | null, format?: 'html' | 'text' | ''): boolean;

/** Sends a mail in the background, with retries. False when it could not be queued; the reason is in the log. */
declare function send_mail_async(to: string | string[], subject: string, message: string, attach?: string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string } | Array<string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string }> | null, format?: 'html' | 'text' | ''): boolean;

/** Names the mail server for the rest of this run. */
declare function mail_config(smtp: string, port: string | number, from: string, password: string): void;

/** Asks a service that speaks OpenAI's format and returns its text. The prompts are Mustache templates over data. */
declare function openai(key: string, system: string, prompt: string, model: string, data?: any): string;

/** Asks Gemini and returns its text. The prompt is a Mustache template over data. */
declare function gemini(key: string, prompt: string, model: string, data?: any): string;

/** Asks an Ollama and returns its text. The prompts are Mustache templates over data. */
declare function ollama(base_url: string, system: string, prompt: string, model: string, data?: any): string;

/** Sets a field of a hash in Redis; objects are stored as JSON. True when the field is new. Awaitable twin: redis.hset. */
declare function redis_hset(key: string, field: string, value: string | number | boolean | object): boolean;

/** Reads a field of a hash in Redis; an empty string when there is none. Awaitable twin: redis.hget. */
declare function redis_hget(key: string, field: string): string;

/** Removes a field of a hash in Redis; how many were removed. Awaitable twin: redis.hdel. */
declare function redis_hdel(key: string, field: string): number;

/** Lets a key in Redis end after so many seconds; false when there is no such key. Awaitable twin: redis.expire. */
declare function redis_expire(key: string, seconds: number): boolean;

declare namespace c {
  /** A path variable; empty when the route has none of that name. '*' is the whole path without its first slash. */
  function Param(name: string): string;
  /** Names of the path variables. */
  function ParamNames(): string[];
  /** Values of the path variables, in the order of their names. */
  function ParamValues(): string[];
  /** The first value of a query parameter; empty when it is absent. */
  function QueryParam(name: string): string;
  /** All query parameters. */
  function QueryParams(): Record<string, string[]>;
  /** The query as received, without question mark. */
  function QueryString(): string;
  /** The first value of a form field or, if there is none, of the query parameter of that name. */
  function FormValue(name: string): string;
  /** All form fields, followed by the query parameters. */
  function FormParams(): Record<string, string[]>;
  /** The client's address, as the host trusts it. */
  function RealIP(): string;
  /** http or https. */
  function Scheme(): string;
  /** Whether the client came by HTTPS. */
  function IsTLS(): boolean;
  /** Whether the client asks for a WebSocket. */
  function IsWebSocket(): boolean;
  /** The path as received. */
  function Path(): string;
  /** A value kept with c.Set; null when there is none. */
  function Get(key: string): any;
  /** Keeps a value for the rest of the run. */
  function Set(key: string, value: any): void;
  /** Answers with a value as JSON, followed by a line break; <, > and & are escaped. */
  function JSON(code: number, value?: any): void;
  /** Answers with a value as indented JSON. */
  function JSONPretty(code: number, value?: any, indent?: string): void;
  /** Answers with a call of a JavaScript function on a value. */
  function JSONP(code: number, callback: string, value?: any): void;
  /** Answers with text that is JSON already. */
  function JSONBlob(code: number, json: string | number[] | Uint8Array): void;
  /** Answers with a value as XML: members become elements, arrays repeat their element. */
  function XML(code: number, value?: any): void;
  /** Answers with a value as indented XML. */
  function XMLPretty(code: number, value?: any, indent?: string): void;
  /** Answers with text that is XML already; the declaration is added. */
  function XMLBlob(code: number, xml: string | number[] | Uint8Array): void;
  /** Answers with plain text. */
  function String(code: number, text: string): void;
  /** Answers with HTML; nothing is escaped. */
  function HTML(code: number, html: string): void;
  /** Answers with HTML given as bytes. */
  function HTMLBlob(code: number, bytes: string | number[] | Uint8Array): void;
  /** Answers with bytes of any media type. */
  function Blob(code: number, contentType: string, bytes: string | number[] | Uint8Array): void;
  /** Answers with a file below the host's file root. */
  function File(path: string): void;
  /** Answers with a file that the browser saves. */
  function Attachment(path: string, name?: string): void;
  /** Answers with a file that the browser shows. */
  function Inline(path: string, name?: string): void;
  /** Answers with a status and no body. */
  function NoContent(code: number): void;
  /** Sends the client to another address. */
  function Redirect(code: number, url: string): void;
  /** A request header's first value; empty when it is absent. */
  function GetHeader(name: string): string;
  /** Sets a response header. */
  function SetHeader(name: string, value: string): void;
  /** Sets a cookie: from an object {name, value, path, domain, expires, maxAge, secure, httpOnly, sameSite}, or from name, value and such an object. */
  function SetCookie(cookie: Cookie | string, value?: string, options?: Cookie): void;
  /** Answers with a stored template, rendered as template() does. */
  function Render(code: number, template: string, data?: any): void;
}

declare namespace console {
  /** Writes a line to the host's log at level Information; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in. */
  function log(...values: any[]): void;
  /** Writes a line to the host's log at level Error; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in. */
  function error(...values: any[]): void;
  /** Writes a line to the host's log at level Warning; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in. */
  function warn(...values: any[]): void;
  /** Writes a line to the host's log at level Information; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in. */
  function info(...values: any[]): void;
  /** Writes a line to the host's log at level Debug; %s, %d, %i, %f, %j, %o and %O in the first argument are filled in. */
  function debug(...values: any[]): void;
}

declare namespace mail {
  /** Sends a mail; rejects when the server does not accept it. */
  function send(message: { to?: string | string[], cc?: string | string[], bcc?: string | string[], replyTo?: string | string[], subject?: string, text?: string, html?: string, attachments?: Array<string | { path: string, name?: string, contentType?: string } | { name: string, content: string, encoding?: 'utf8' | 'base64', contentType?: string }> }): Promise<{ messageId: string }>;
}

declare namespace ai {
  /** Asks a language model. With data, system and prompt are Mustache templates over it. */
  function chat(request: { provider?: string, key?: string, model?: string, system?: string, prompt?: string, messages?: Array<{ role: 'system' | 'user' | 'assistant', content: string }>, data?: any, temperature?: number, maxTokens?: number }): Promise<{ text: string, model: string | null, finishReason: string | null, usage: { inputTokens: number | null, outputTokens: number | null, totalTokens: number | null } | null }>;
  /** Asks a language model and streams its answer to the client as server-sent events, while it is being written. */
  function stream(request: { provider?: string, key?: string, model?: string, system?: string, prompt?: string, messages?: Array<{ role: 'system' | 'user' | 'assistant', content: string }>, data?: any, temperature?: number, maxTokens?: number }): Promise<{ text: string, model: string | null, finishReason: string | null, usage: { inputTokens: number | null, outputTokens: number | null, totalTokens: number | null } | null }>;
}

declare namespace redis {
  /** Sets a field of a hash in Redis; objects are stored as JSON. True when the field is new. */
  function hset(key: string, field: string, value: string | number | boolean | object): Promise<boolean>;
  /** Reads a field of a hash in Redis; null when there is none. */
  function hget(key: string, field: string): Promise<string | null>;
  /** Removes a field of a hash in Redis; how many were removed. */
  function hdel(key: string, field: string): Promise<number>;
  /** Lets a key in Redis end after so many seconds; false when there is no such key. */
  function expire(key: string, seconds: number): Promise<boolean>;
}

declare namespace security {
  /** Encrypts a text with the installation's key (AES-256-GCM), as base64. */
  function encrypt(text: string): string;
  /** Decrypts what security.encrypt or the runtime's answer encryption made. Throws when no key of the installation fits. */
  function decrypt(text: string): string;
}

declare interface Cookie { name: string; value: string; path?: string; domain?: string; expires?: Date | number; maxAge?: number; secure?: boolean; httpOnly?: boolean; sameSite?: "Lax" | "Strict" | "None"; }
declare interface RequestCookie { readonly name: string; readonly value: string; string(): string; valid(): boolean; }
/** An uploaded file. Its content is read when asked for. */
declare interface FormFile { readonly filename: string; readonly size: number; readonly type: string; text(): string; bytes(): number[]; base64(): string; }
declare interface RequestLogger { print(...values: any[]): void; debug(...values: any[]): void; info(...values: any[]): void; warn(...values: any[]): void; error(...values: any[]): void; }
declare interface RequestHeader { [name: string]: any; /** The first value, whatever the case of the name; empty when there is none. */ get(name: string): string; /** All values. */ values(name: string): string[]; }
declare interface GoRequest { readonly method: string; readonly host: string; readonly remoteAddr: string; readonly requestURI: string; readonly URL: { readonly path: string; readonly rawQuery: string; string(): string }; /** Arrays of values by name. */ readonly header: RequestHeader; userAgent(): string; referer(): string; formValue(name: string): string; postFormValue(name: string): string; formFile(name: string): FormFile; cookie(name: string): RequestCookie; cookies(): RequestCookie[]; basicAuth(): [string, string, boolean]; pathValue(name: string): string; }
declare interface ResponseContext { status: number; set(name: string, value: string | number | boolean): ResponseContext; get(name: string): string; write(chunk: string | number[] | Uint8Array): Promise<void>; end(chunk?: string | number[] | Uint8Array): Promise<void>; }
declare namespace c {
  /** The request, read-only: `c.request.headers["x-signature"]`. */
  const request: { readonly method: string; readonly path: string; readonly url: string; readonly host: string; readonly headers: Record<string, string>; readonly query: Record<string, string | string[]>; readonly params: Record<string, string>; readonly body: any; readonly ip: string; readonly cookies: Record<string, string> };
  /** The response. Setting `status` without answering sends that status with an empty body. */
  const response: ResponseContext;
  /** The request in the Go spelling. */
  function Request(): GoRequest;
  /** The response in the Go spelling. */
  function Response(): { readonly status: number; readonly committed: boolean; header(): { add(name: string, value: string): void; set(name: string, value: string): void; get(name: string): string; values(name: string): string[] }; writeHeader(code: number): void };
  /** A cookie of the request; throws when it is absent. */
  function Cookie(name: string): RequestCookie;
  function Cookies(): RequestCookie[];
  /** An uploaded file; throws when the field has none. */
  function FormFile(name: string): FormFile;
  function MultipartForm(): { value: Record<string, string[]>; file: Record<string, FormFile[]> };
  /** Copies path variables, query or form fields, and a JSON body into an object. */
  function Bind<T extends object>(target: T): T;
  /** Checks nothing: there is no validator. */
  function Validate(value: any): void;
  /** Answers with an error as JSON; status from `code` or `status` of the error, else 500. */
  function Error(error: any): void;
  /** Answers piece by piece. The source is text, bytes, an iterable or async iterable of chunks, or a function that returns one. */
  function Stream(code: number, contentType: string, source: any): Promise<void>;
  function Logger(): RequestLogger;
}

/** Values captured from the path by `:name` segments, and whatever the run's scripts keep there. */
declare interface Variables { get(name: string): any; set(name: string, value: any): void; has(name: string): boolean; getAll(): Record<string, any>; [name: string]: any; }
declare var path_vars: Variables;
declare var vars: Variables;

/** The value at a dotted path such as "a.0.b"; null when there is none. */
declare function find_element(path: string, payload: any): any;
/** A copy of a name → values map. */
declare function url_values_to_map(values: Record<string, string[]>): Record<string, string[]>;
/** An empty object. */
declare function new_map(): Record<string, any>;

/** Gives rules a function; it lasts for the run. */
declare function rule_add_fx(name: string, fn: (...values: any[]) => any): void;
/**
 * Runs rules in order: `amount > 100 && vip | discount = 10, note = "vip"`. A rule without ` | ` always applies.
 * Names are members of input or output; rules write to output only. Nothing of output is changed when a rule is wrong.
 */
declare function rule_run(input: Record<string, any>, output: Record<string, any>, ...rules: string[]): { output: Record<string, any> | null; err: { error(): string; readonly message: string } | null };

declare class URLSearchParams implements Iterable<[string, string]> { constructor(init?: string | Record<string, any> | Iterable<[string, string]>); readonly size: number; append(name: string, value: any): void; delete(name: string, value?: any): void; get(name: string): string | null; getAll(name: string): string[]; has(name: string, value?: any): boolean; set(name: string, value: any): void; sort(): void; forEach(callback: (value: string, name: string) => void): void; entries(): IterableIterator<[string, string]>; keys(): IterableIterator<string>; values(): IterableIterator<string>; [Symbol.iterator](): IterableIterator<[string, string]>; toString(): string; }
declare class URL { constructor(url: string, base?: string); static canParse(url: string, base?: string): boolean; static parse(url: string, base?: string): URL | null; href: string; readonly origin: string; protocol: string; username: string; password: string; host: string; hostname: string; port: string; pathname: string; search: string; hash: string; readonly searchParams: URLSearchParams; toString(): string; toJSON(): string; }
declare class TextEncoder { readonly encoding: "utf-8"; encode(text?: string): Uint8Array; }
declare class TextDecoder { constructor(label?: "utf-8"); readonly encoding: "utf-8"; decode(bytes?: Uint8Array | number[]): string; }
/** A deep copy of data; functions and symbols cannot be copied. */
declare function structuredClone<T>(value: T): T;

/** Bytes that know how to become text. */
declare interface Digest extends Uint8Array { toString(encoding?: "utf8" | "hex" | "base64" | "base64url" | "latin1"): string; }
declare interface Hash { update(data: string | number[] | Uint8Array, encoding?: string): Hash; digest(): Digest; digest(encoding: "hex" | "base64" | "base64url" | "latin1"): string; }
declare interface Crypto { createHash(algorithm: "md5" | "sha1" | "sha256" | "sha384" | "sha512" | "sha512-224" | "sha512-256"): Hash; createHmac(algorithm: "md5" | "sha1" | "sha256" | "sha384" | "sha512", key: string | number[] | Uint8Array): Hash; randomBytes(size: number): Digest; randomUUID(): string; randomInt(max: number): number; randomInt(min: number, max: number): number; timingSafeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean; getHashes(): string[]; getRandomValues<T extends ArrayBufferView>(array: T): T; }
declare var crypto: Crypto;
/** `util`, `console`, `crypto`, `querystring`, `url`, `path`; `fs` with enable_filesystem, `http` and `https` with enable_network. Anything else throws. */
declare function require(name: "crypto"): Crypto;
declare function require(name: string): any;

declare interface HttpOptions { headers?: Record<string, string | string[]>; query?: Record<string, any>; /** Text, bytes, or an object that is sent as JSON. */ body?: any; /** Milliseconds. */ timeout?: number; }
declare interface HttpResponse { readonly status: number; readonly ok: boolean; readonly headers: Record<string, string>; readonly body: string; json(): any; text(): string; bytes(): number[]; }
/** Awaitable HTTP. A call that fails rejects; an answer of any status resolves. */
declare const http: {
  get(url: string, options?: HttpOptions): Promise<HttpResponse>;
  post(url: string, options?: HttpOptions): Promise<HttpResponse>;
  put(url: string, options?: HttpOptions): Promise<HttpResponse>;
  patch(url: string, options?: HttpOptions): Promise<HttpResponse>;
  delete(url: string, options?: HttpOptions): Promise<HttpResponse>;
  head(url: string, options?: HttpOptions): Promise<HttpResponse>;
  request(options: HttpOptions & { method?: string; url: string }): Promise<HttpResponse>;
  request(method: string, url: string, options?: HttpOptions): Promise<HttpResponse>;
};

declare interface HttpHeader { [name: string]: any; /** The first value, whatever the case of the name; empty when there is none. */ get(name: string): string; /** All values. */ values(name: string): string[]; }
declare interface HttpResult { body: string; status: string; status_code: number; /** Arrays of values by name. */ header: HttpHeader; /** Why the call failed; null when there is an answer. */ err: string | null; }
/** Sends a GET request and waits for the answer; a call that fails is told in err. */
declare function http_get(url: string): HttpResult;
/** Sends a GET request and waits for the answer; a call that fails is told in err. */
declare function http_get_with_header(url: string, headers?: Record<string, string | string[]>): HttpResult;
/** Sends a DELETE request and waits for the answer; a call that fails is told in err. */
declare function http_delete(url: string): HttpResult;
/** Sends a DELETE request and waits for the answer; a call that fails is told in err. */
declare function http_delete_with_header(url: string, headers?: Record<string, string | string[]>): HttpResult;
/** Sends a POST request and waits for the answer; a call that fails is told in err. */
declare function http_post(url: string, body?: any): HttpResult;
/** Sends a POST request and waits for the answer; a call that fails is told in err. */
declare function http_post_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;
/** Sends a PUT request and waits for the answer; a call that fails is told in err. */
declare function http_put(url: string, body?: any): HttpResult;
/** Sends a PUT request and waits for the answer; a call that fails is told in err. */
declare function http_put_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;
/** Sends a PATCH request and waits for the answer; a call that fails is told in err. */
declare function http_patch(url: string, body?: any): HttpResult;
/** Sends a PATCH request and waits for the answer; a call that fails is told in err. */
declare function http_patch_with_header(url: string, body?: any, headers?: Record<string, string | string[]>): HttpResult;

declare interface DbStatements {
  /** Runs a query with parameters for $1, $2, …; rows are objects by column name. Statements of a transaction run one after the other. */
  query(sql: string, params?: any[]): Promise<Array<Record<string, any>>>;
  /** Runs a statement. */
  exec(sql: string, params?: any[]): Promise<{ rowsAffected: number }>;
}
declare namespace db {
  /** Runs a query with parameters for $1, $2, …; rows are objects by column name. */
  function query(sql: string, params?: any[]): Promise<Array<Record<string, any>>>;
  /** Runs a statement. */
  function exec(sql: string, params?: any[]): Promise<{ rowsAffected: number }>;
  /** Runs a function in a transaction: committed when it returns, rolled back when it throws or the run ends in any other way. */
  function transaction<T>(work: (tx: DbStatements) => Promise<T> | T): Promise<T>;
}

declare var dromedary_data: typeof nflow_data;

declare var echo_context: typeof c;
