namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Names a payload to its worker: one that lives there, with further members laid over it, or JSON.</summary>
/// <param name="Id">Number of the payload; 0 for JSON.</param>
/// <param name="Json">The payload, if it does not live in the worker; empty text for the empty object.</param>
/// <param name="Extras">Members laid over it: JSON, or null for the value that the worker keeps under the key.</param>
internal readonly record struct PayloadReference(int Id, ReadOnlyMemory<byte> Json, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Extras)
{
    public void WriteTo(FrameWriter frame)
    {
        frame.Int(Id);
        if (Id == 0)
            frame.Bytes(Json.Span);
        frame.Int(Extras.Count);
        foreach (var (key, json) in Extras)
        {
            frame.Text(key).Flag(json is not null);
            if (json is { } bytes)
                frame.Bytes(bytes.Span);
        }
    }

    public static PayloadReference Read(ref FrameReader frame)
    {
        var id = frame.Int();
        ReadOnlyMemory<byte> json = id == 0 ? frame.Bytes().ToArray() : default;
        var extras = new KeyValuePair<string, ReadOnlyMemory<byte>?>[frame.Int()];
        for (var i = 0; i < extras.Length; i++)
        {
            var key = frame.Text();
            // Not null: that would convert to empty memory by way of an array.
            var value = frame.Flag() ? frame.Bytes().ToArray() : default(ReadOnlyMemory<byte>?);
            extras[i] = new(key, value);
        }

        return new(id, json, extras);
    }
}
