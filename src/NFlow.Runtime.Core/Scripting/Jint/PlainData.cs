using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Tells plain data from objects that run code of the script when they are read: getters, traps, <c>toJSON</c>. Runs none itself; not recursive.</summary>
internal static class PlainData
{
    private const int MaxDepth = 16;

    private static readonly JsString ToJson = new("toJSON");

    public static bool Is(Engine engine, JsValue root, int maxLength)
    {
        var objects = engine.Intrinsics.Object.PrototypeObject;
        var arrays = engine.Intrinsics.Array.PrototypeObject;
        if (objects.HasOwnProperty(ToJson) || arrays.HasOwnProperty(ToJson))
            return false;
        var open = new Stack<(ObjectInstance Value, int Depth)>();
        if (!IsPlain(root, 0))
            return false;
        while (maxLength >= 0 && open.TryPop(out var current))
        {
            var (value, depth) = current;
            var expected = value is JsArray ? (ObjectInstance)arrays : objects;
            if (depth > MaxDepth || !ReferenceEquals(value.Prototype, expected) || (value is JsArray array && !IsDense(array, maxLength)))
                return false;
            foreach (var (key, property) in value.GetOwnProperties())
            {
                maxLength -= 8;
                if (!property.IsDataDescriptor() || key == ToJson)
                    return false;
                if (key is JsString name)
                    maxLength -= name.Length;
                if (!IsPlain(property.Value, depth))
                    return false;
            }
        }

        return maxLength >= 0;

        // A hole takes room too, and is read from the prototypes.
        static bool IsDense(JsArray array, int maxLength)
        {
            if (array.Length > maxLength)
                return false;
            for (uint i = 0; i < array.Length; i++)
                if (!array.HasOwnProperty(i))
                    return false;
            return true;
        }

        bool IsPlain(JsValue value, int depth)
        {
            switch (value)
            {
                case JsString text:
                    maxLength -= text.Length + 2;
                    return true;
                case JsObject or JsArray:
                    open.Push(((ObjectInstance)value, depth + 1));
                    return true;
                default:
                    maxLength -= 8;
                    return !value.IsObject() && !value.IsSymbol();
            }
        }
    }
}
