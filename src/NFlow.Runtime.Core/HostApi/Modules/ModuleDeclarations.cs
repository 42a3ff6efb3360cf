namespace NFlow.Runtime.HostApi.Modules;

/// <summary>TypeScript declarations of the modules, for editors.</summary>
internal static class ModuleDeclarations
{
    public const string Web = """
        declare class URLSearchParams implements Iterable<[string, string]> { constructor(init?: string | Record<string, any> | Iterable<[string, string]>); readonly size: number; append(name: string, value: any): void; delete(name: string, value?: any): void; get(name: string): string | null; getAll(name: string): string[]; has(name: string, value?: any): boolean; set(name: string, value: any): void; sort(): void; forEach(callback: (value: string, name: string) => void): void; entries(): IterableIterator<[string, string]>; keys(): IterableIterator<string>; values(): IterableIterator<string>; [Symbol.iterator](): IterableIterator<[string, string]>; toString(): string; }
        declare class URL { constructor(url: string, base?: string); static canParse(url: string, base?: string): boolean; static parse(url: string, base?: string): URL | null; href: string; readonly origin: string; protocol: string; username: string; password: string; host: string; hostname: string; port: string; pathname: string; search: string; hash: string; readonly searchParams: URLSearchParams; toString(): string; toJSON(): string; }
        declare class TextEncoder { readonly encoding: "utf-8"; encode(text?: string): Uint8Array; }
        declare class TextDecoder { constructor(label?: "utf-8"); readonly encoding: "utf-8"; decode(bytes?: Uint8Array | number[]): string; }
        /** A deep copy of data; functions and symbols cannot be copied. */
        declare function structuredClone<T>(value: T): T;
        """;

    public const string Require = """
        /** Bytes that know how to become text. */
        declare interface Digest extends Uint8Array { toString(encoding?: "utf8" | "hex" | "base64" | "base64url" | "latin1"): string; }
        declare interface Hash { update(data: string | number[] | Uint8Array, encoding?: string): Hash; digest(): Digest; digest(encoding: "hex" | "base64" | "base64url" | "latin1"): string; }
        declare interface Crypto { createHash(algorithm: "md5" | "sha1" | "sha256" | "sha384" | "sha512" | "sha512-224" | "sha512-256"): Hash; createHmac(algorithm: "md5" | "sha1" | "sha256" | "sha384" | "sha512", key: string | number[] | Uint8Array): Hash; randomBytes(size: number): Digest; randomUUID(): string; randomInt(max: number): number; randomInt(min: number, max: number): number; timingSafeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean; getHashes(): string[]; getRandomValues<T extends ArrayBufferView>(array: T): T; }
        declare var crypto: Crypto;
        /** `util`, `console`, `crypto`, `querystring`, `url`, `path`; `fs` with enable_filesystem, `http` and `https` with enable_network. Anything else throws. */
        declare function require(name: "crypto"): Crypto;
        declare function require(name: string): any;
        """;
}
