using System.Buffers;
using System.Text.Json;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>The scripts of a flow, as workers are told of them, and nothing else of its app.</summary>
internal sealed class WorkerFlow(int id, AppDefinition app, FlowDefinition flow)
{
    /// <summary>Its number to workers.</summary>
    public int Id => id;

    public string DefaultScript => app.DefaultScript;

    /// <summary>A designer document with one flow of script nodes.</summary>
    public byte[] Document => field ??= Write();

    private byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartObject("drawflow");
        writer.WriteStartObject("flow");
        writer.WriteStartObject("data");
        WriteNode(writer, "-", "", "");
        foreach (var node in flow.Nodes)
            if (node.Type == NodeTypes.Script && NodeScript.Find(app, node) is var (name, source))
                WriteNode(writer, node.Id, name, source);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteNode(Utf8JsonWriter writer, string id, string name, string source)
    {
        writer.WriteStartObject(id);
        writer.WriteString("id", id);
        writer.WriteStartObject("data");
        writer.WriteString("type", NodeTypes.Script);
        writer.WriteString("name_box", name);
        writer.WriteString("code", source);
        writer.WriteEndObject();
        writer.WriteStartObject("outputs");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
