namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>What the server knows of a payload that lives in a worker.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="IsObject">Whether it is an object.</param>
/// <param name="AsksToWait">Whether its <c>break</c> asks the run to wait.</param>
/// <param name="Keys">Its keys, if it is an object.</param>
internal sealed record PayloadShape(int Id, bool IsObject, bool AsksToWait, IReadOnlyList<string> Keys)
{
    /// <summary>Bytes a key takes on its way to the server.</summary>
    public static long SizeOf(string key) => sizeof(int) + (long)key.Length * sizeof(char);

    public void WriteTo(FrameWriter frame) => frame.Int(Id).Flag(IsObject).Flag(AsksToWait).Texts(Keys);

    public static PayloadShape Read(ref FrameReader frame) => new(frame.Int(), frame.Flag(), frame.Flag(), frame.Texts());
}
