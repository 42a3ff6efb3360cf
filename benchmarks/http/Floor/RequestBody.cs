namespace NFlow.Runtime.Benchmarks.Floor;

internal static class RequestBody
{
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and var length))
            return [];
        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body);
        return body;
    }
}
