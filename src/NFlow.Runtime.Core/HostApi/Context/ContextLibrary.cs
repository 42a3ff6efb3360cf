namespace NFlow.Runtime.HostApi.Context;

/// <summary>What <c>context.js</c> defines: the parts of <c>c</c> that are objects.</summary>
internal static class ContextLibrary
{
    public static IReadOnlyList<string> Exports { get; } =
    [
        "c.Request", "c.Response", "c.Cookie", "c.Cookies", "c.FormFile", "c.MultipartForm", "c.Bind", "c.Validate", "c.Error", "c.Stream", "c.Logger", "c.request", "c.response",
    ];

    public const string Declarations = """
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
        """;
}
