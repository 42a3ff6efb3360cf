using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Requests;

/// <summary>The body of a request, whole and within limits: bytes, or the fields and files of a form.</summary>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes, FieldCollection Form, IReadOnlyList<UploadedFile> Files)
{
    public static RequestBody Empty { get; } = new(default, FieldCollection.Empty, []);

    public static bool IsExpected(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? context.Request.ContentLength is null or > 0;

    /// <summary>Reads the body.</summary>
    /// <exception cref="RunFailedException">It is too large (the cause is a <see cref="BadHttpRequestException"/> with status 413) or malformed.</exception>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, NFlowHttpOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return context.Features.Get<IFormFeature>()?.Form is { } form
                ? await FromFormAsync(form, cancellationToken).ConfigureAwait(false)
                : await ParseAsync(context, options, cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            throw new RunFailedException(new RunError(RunErrorKind.BadRequest, exception.Message) { Exception = exception });
        }
        catch (InvalidDataException exception)
        {
            throw new RunFailedException(new RunError(RunErrorKind.BadRequest, $"The form cannot be read: {exception.Message}") { Exception = exception });
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new OperationCanceledException("The client went away while its request was read.", exception, cancellationToken);
        }
    }

    private static async ValueTask<RequestBody> ParseAsync(HttpContext context, NFlowHttpOptions options, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(context.Request, options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        if (bytes.Length == 0)
            return Empty;

        var type = context.Request.ContentType ?? "";
        if (IsMediaType(type, "application/x-www-form-urlencoded"))
        {
            if (bytes.Span.Count((byte)'&') >= options.MaxFormValues)
                throw TooLarge($"The form has more than {options.MaxFormValues} values.");
            return Empty with { Form = FieldCollection.ParseQuery(Encoding.UTF8.GetString(bytes.Span)) };
        }

        return IsMediaType(type, "multipart/form-data")
            ? await ParseMultipartAsync(context.Request, bytes, options, cancellationToken).ConfigureAwait(false)
            : Empty with { Bytes = bytes };
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            throw TooLarge($"The request body is larger than {limit} bytes.");

        var reader = request.BodyReader;
        ArrayBufferWriter<byte>? collected = null;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if ((collected?.WrittenCount ?? 0) + buffer.Length > limit)
                throw TooLarge($"The request body is larger than {limit} bytes.");

            if (result.IsCompleted && collected is null)
            {
                var whole = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return whole;
            }

            // The array grows with what has arrived, not with what the client announced.
            collected ??= new ArrayBufferWriter<byte>(4096);
            foreach (var segment in buffer)
                collected.Write(segment.Span);
            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
                return collected.WrittenMemory;
        }
    }

    private static async ValueTask<RequestBody> ParseMultipartAsync(HttpRequest request, ReadOnlyMemory<byte> bytes, NFlowHttpOptions options, CancellationToken cancellationToken)
    {
        request.Body = new MemoryStream(bytes.ToArray(), writable: false);
        var limits = new FormOptions
        {
            ValueCountLimit = options.MaxFormValues,
            ValueLengthLimit = options.MaxBodyBytes,
            MultipartBodyLengthLimit = options.MaxBodyBytes,
            MemoryBufferThreshold = options.MaxBodyBytes,
        };

        try
        {
            return await FromFormAsync(await request.ReadFormAsync(limits, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new InvalidDataException("A part of the multipart body does not end.", exception);
        }
        catch (InvalidDataException exception) when (exception.Message.Contains("limit", StringComparison.Ordinal))
        {
            throw new BadHttpRequestException($"The form is too large: {exception.Message}", StatusCodes.Status413PayloadTooLarge, exception);
        }
    }

    private static async ValueTask<RequestBody> FromFormAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var fields = new FieldCollection();
        foreach (var (name, values) in form)
            fields.Set(name, values.ToArray()!);

        var files = new UploadedFile[form.Files.Count];
        for (var i = 0; i < files.Length; i++)
        {
            var file = form.Files[i];
            var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            files[i] = new UploadedFile(file.Name, file.FileName, file.ContentType ?? "", content.GetBuffer().AsMemory(0, (int)content.Length));
        }

        return new RequestBody(default, fields, files);
    }

    private static bool IsMediaType(string contentType, string mediaType) =>
        contentType.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == mediaType.Length || contentType[mediaType.Length] is ';' or ' ');

    private static BadHttpRequestException TooLarge(string message) => new(message, StatusCodes.Status413PayloadTooLarge);
}
