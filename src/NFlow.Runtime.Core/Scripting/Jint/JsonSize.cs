using Jint.Native;
using Jint.Runtime;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Measures the JSON of a value before it is written: the engine's serialiser writes all of it into memory first, and a small value that
/// contains another many times over can be gigabytes of text. Not recursive; runs no script code, so that what getters and <c>toJSON</c>
/// give is not counted.
/// </summary>
internal static class JsonSize
{
    /// <summary>Refuses a value whose JSON would be too long, or nested too deeply.</summary>
    /// <exception cref="JavaScriptException">It is nested deeper than <paramref name="maxDepth"/>, or contains itself.</exception>
    /// <exception cref="RunFailedException">It is longer than <paramref name="max"/>.</exception>
    public static void Ensure(JintScope scope, JsValue root, int max, string limitName, int maxDepth, int indent = 0)
    {
        if (root is not (JsObject or JsArray or JsTypedArray))
            return;
        var open = new Stack<(JsValue Value, int Depth)>();
        open.Push((root, 1));
        long size = 0;
        while (open.TryPop(out var current))
        {
            var (value, depth) = current;
            if (depth > maxDepth)
                throw scope.RangeError($"JSON is nested deeper than {maxDepth} levels, or contains itself");
            if (value is JsTypedArray numbers)
            {
                CheckedEnumeration.EnsureListable(scope, numbers);
                continue;
            }

            var perItem = 1 + (indent == 0 ? 0 : 1 + depth * indent);
            if (value is JsArray array)
            {
                size += array.Length * (long)perItem;
                for (var i = 0u; i < array.Length && size <= max; i++)
                    Add(array[i], depth);
            }
            else
            {
                foreach (var (key, property) in ((JsObject)value).GetOwnProperties())
                {
                    if (!property.Enumerable || key is not JsString name)
                        continue;
                    size += name.Length + 3 + perItem;
                    if (property.IsDataDescriptor())
                        Add(property.Value, depth);
                }
            }

            if (size > max)
                throw LimitFailure.Create(new LimitExcess(limitName, max, size));
        }

        void Add(JsValue value, int depth)
        {
            if (value is JsString text)
                size += text.Length + 2;
            else if (value is JsObject or JsArray or JsTypedArray)
                open.Push((value, depth + 1));
        }
    }
}
