using System.Runtime.CompilerServices;
using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Libraries, parsed once per process. Thread-safe.</summary>
internal static class LibrarySources
{
    private static readonly ConditionalWeakTable<HostLibrary, object> Prepared = [];

    public static Prepared<Script> Prepare(HostLibrary library)
    {
        if (Prepared.TryGetValue(library, out var known))
            return (Prepared<Script>)known;
        var prepared = Engine.PrepareScript(library.Source, library.Name, strict: true);
        Prepared.AddOrUpdate(library, prepared);
        return prepared;
    }
}
