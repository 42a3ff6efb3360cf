using System.Collections.Frozen;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Takes out of a fresh engine what no limit can stop, and puts checked functions in the place of the built-ins that could do too much
/// at once. Everything is made when a script first reads it; nothing is shared between engines but this table.
/// </summary>
internal static class RealmHardening
{
    /// <summary>Gone, and the name left to authors: a property like any they would make themselves.</summary>
    private static readonly string[] FreeNames =
    [
        "AsyncIterator", "BigInt", "DisposableStack", "FinalizationRegistry", "Generator", "Intl", "Iterator", "Temporal", "TypedArray", "WeakRef",
    ];

    /// <summary>Gone for good; the shared, immutable property costs an engine nothing.</summary>
    private static readonly string[] ReservedNames =
    [
        "AsyncDisposableStack", "Atomics", "BigInt64Array", "BigUint64Array", "DataView", "Float16Array", "ShadowRealm", "SharedArrayBuffer",
    ];

    /// <summary>Lazy iterators call each other natively, as deep as they are chained.</summary>
    private static readonly string[] IteratorHelpers =
    [
        "chunks", "constructor", "drop", "every", "filter", "find", "flatMap", "forEach", "includes", "join", "map", "reduce", "some", "take", "toArray", "windows",
    ];

    private static readonly CheckedFunction[] OfStrings =
    [
        new("concat", 1, CheckedStrings.Concat),
        new("includes", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("indexOf", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("lastIndexOf", 1, CheckedStrings.Search, NeedsOriginal: true),
        new("normalize", 0, CheckedStrings.Normalize),
        new("padEnd", 1, CheckedStrings.PadEnd),
        new("padStart", 1, CheckedStrings.PadStart),
        new("repeat", 1, CheckedStrings.Repeat),
        new("replace", 2, CheckedStrings.Replace, NeedsOriginal: true),
        new("replaceAll", 2, CheckedStrings.ReplaceAll, NeedsOriginal: true),
        new("split", 2, CheckedStrings.Search, NeedsOriginal: true),
    ];

    /// <summary>Each copies the whole string, so that the statements between two looks could copy it many times over.</summary>
    private static readonly CheckedFunction[] CopiesOfStrings = Looking("localeCompare", "toLocaleLowerCase", "toLocaleUpperCase", "toLowerCase", "toUpperCase", "trim", "trimEnd", "trimStart");

    private static readonly CheckedFunction[] OfArrays =
    [
        new("concat", 1, CheckedArrays.Concat, NeedsOriginal: true),
        new("flat", 0, CheckedArrays.Flat, NeedsOriginal: true),
        new("includes", 1, CheckedArrays.Search, NeedsOriginal: true),
        new("indexOf", 1, CheckedArrays.Search, NeedsOriginal: true),
        new("join", 1, CheckedArrays.Join),
        new("lastIndexOf", 1, CheckedArrays.Search, NeedsOriginal: true),
        new("toSorted", 1, CheckedArrays.Copy, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] CopiesOfArrays = Looking("map");

    /// <summary>Each calls its callback natively: bound to itself it would nest as deep as it is bound.</summary>
    private static readonly CheckedFunction[] OfArray =
    [
        new("from", 1, CheckedFunction.CallOriginal, NeedsOriginal: true),
        new("fromAsync", 1, CheckedFunction.CallOriginal, NeedsOriginal: true),
        new("of", 0, CheckedFunction.CallOriginal, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] OfObject =
    [
        new("fromEntries", 1, CheckedIteration.CallOriginal, NeedsOriginal: true),
        new("groupBy", 2, CheckedIteration.CallOriginal, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] OfMap = [new("groupBy", 2, CheckedIteration.CallOriginal, NeedsOriginal: true)];

    /// <summary>Each lists every property, or every character of a string.</summary>
    private static readonly CheckedFunction[] ListsOfObjects = Enumerating(CheckedEnumeration.List, "entries", "getOwnPropertyNames", "getOwnPropertySymbols", "isFrozen", "isSealed", "keys", "values");

    /// <summary>Each makes or changes as many properties.</summary>
    private static readonly CheckedFunction[] CopiesOfObjects =
    [
        .. Enumerating(CheckedEnumeration.Copy, "freeze", "getOwnPropertyDescriptors", "seal"),
        new("assign", 2, CheckedEnumeration.Copy, NeedsOriginal: true),
        new("create", 2, CheckedEnumeration.Copy, NeedsOriginal: true),
        new("defineProperties", 2, CheckedEnumeration.Copy, NeedsOriginal: true),
    ];

    private static readonly CheckedFunction[] OfReflect = Enumerating(CheckedEnumeration.List, "ownKeys");

    private static readonly CheckedFunction[] OfProxy = [new("revocable", 2, CheckedEnumeration.Copy, NeedsOriginal: true)];

    private static readonly CheckedFunction[] OfSets =
    [
        .. new[] { "difference", "intersection", "isDisjointFrom", "isSubsetOf", "isSupersetOf", "symmetricDifference", "union" }
            .Select(name => new CheckedFunction(name, 1, CheckedIteration.CombineSets, NeedsOriginal: true)),
    ];

    private static readonly CheckedFunction[] OfJson = [new("parse", 2, CheckedJson.Parse), new("stringify", 3, CheckedJson.Stringify)];

    private static readonly CheckedFunction[] OfPromise =
    [
        new("all", 1, CheckedPromises.Combine, NeedsOriginal: true),
        new("allSettled", 1, CheckedPromises.Combine, NeedsOriginal: true),
        new("any", 1, CheckedPromises.Any, NeedsOriginal: true),
        new("race", 1, CheckedPromises.Combine, NeedsOriginal: true),
    ];

    private static readonly string[] Encoders = ["encodeURI", "encodeURIComponent", "escape"];

    /// <summary>Constructors that take an iterable and collect it natively.</summary>
    private static readonly string[] Collections = ["Map", "Set", "WeakMap", "WeakSet"];

    private static readonly string[] TypedArrays =
    [
        "Float32Array", "Float64Array", "Int16Array", "Int32Array", "Int8Array", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray",
    ];

    /// <summary>Members by which a function can be had without naming it.</summary>
    private static readonly string[] Reflective = ["getOwnPropertyDescriptor", "getOwnPropertyDescriptors", "__proto__", "getPrototypeOf", "setPrototypeOf"];

    private static readonly PropertyDescriptor Gone = new(JsValue.Undefined, PropertyFlag.AllForbidden);

    /// <summary>Global names that stand for something else once the realm is hardened.</summary>
    public static FrozenSet<string> GlobalNames { get; } =
        new[] { FreeNames, ReservedNames, TypedArrays, Encoders, Collections, ["AggregateError", "ArrayBuffer", "JSON", "Math", "Promise", "Reflect", "RegExp", "Proxy", "globalThis"] }.SelectMany(names => names).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Member names that stand for something else once the realm is hardened.</summary>
    public static FrozenSet<string> MemberNames { get; } =
        new[] { OfStrings, OfArrays, OfArray, OfObject, ListsOfObjects, CopiesOfObjects, OfSets, OfPromise }.SelectMany(functions => functions).Select(function => function.Name)
            .Concat(IteratorHelpers).Concat(Reflective).ToFrozenSet(StringComparer.Ordinal);

    public static void Apply(JintScope scope)
    {
        var global = scope.Engine.Global;
        var iterators = Originals.IteratorPrototype(scope.Engine);
        foreach (var name in IteratorHelpers)
            iterators.FastSetProperty(name, Gone);
        var strings = Originals.StringPrototype(scope.Engine);
        Replace(scope, strings, OfStrings);
        Replace(scope, strings, CopiesOfStrings);
        Replace(scope, scope.Engine.Intrinsics.Array.PrototypeObject, OfArrays);
        Replace(scope, scope.Engine.Intrinsics.Array.PrototypeObject, CopiesOfArrays);
        Replace(scope, scope.Engine.Intrinsics.Array, OfArray);
        Replace(scope, scope.Engine.Intrinsics.Object, OfObject);
        Replace(scope, scope.Engine.Intrinsics.Object, ListsOfObjects);
        Replace(scope, scope.Engine.Intrinsics.Object, CopiesOfObjects);
        foreach (var name in Encoders)
            Replace(scope, global, [new CheckedFunction(name, 1, CheckedStrings.Encode, NeedsOriginal: true)]);

        ReplaceGlobal(scope, "JSON", static (json, owner) => Replace(owner, json, OfJson));
        ReplaceGlobal(scope, "Map", static (map, owner) =>
        {
            Replace(owner, map, OfMap);
            return WrapCollection(map, owner);
        });
        ReplaceGlobal(scope, "Set", static (set, owner) =>
        {
            Replace(owner, set.Get("prototype"), OfSets);
            return WrapCollection(set, owner);
        });
        ReplaceGlobal(scope, "WeakMap", WrapCollection);
        ReplaceGlobal(scope, "WeakSet", WrapCollection);
        ReplaceGlobal(scope, "Math", static (math, _) => ((ObjectInstance)math).FastSetProperty("sumPrecise", Gone));
        ReplaceGlobal(scope, "Reflect", static (reflect, owner) => Replace(owner, reflect, OfReflect));
        ReplaceGlobal(scope, "Proxy", static (constructor, owner) =>
        {
            Replace(owner, constructor, OfProxy);
            return CheckedConstructor.Create(owner, constructor, CheckedEnumeration.EnsureTarget);
        });
        ReplaceGlobal(scope, "Promise", static (_, owner) => owner.Realm.HardenPromises());
        ReplaceGlobal(scope, "RegExp", static (_, owner) => owner.Realm.HardenRegExps());
        scope.Realm.AggregateErrors = global.GetOwnProperty("AggregateError");
        ReplaceGlobal(scope, "AggregateError", static (_, owner) => owner.Realm.AggregateError);
        ReplaceGlobal(scope, "ArrayBuffer", static (constructor, owner) => CheckedBuffers.WrapBuffer(owner, constructor));
        foreach (var name in TypedArrays)
            ReplaceGlobal(scope, name, static (constructor, owner) =>
            {
                owner.Realm.HardenTypedArrays(constructor);
                return CheckedBuffers.WrapTypedArray(owner, constructor);
            });
        foreach (var name in FreeNames)
            global.FastSetProperty(name, new PropertyDescriptor(JsValue.Undefined, PropertyFlag.NonEnumerable));
        foreach (var name in ReservedNames)
            global.FastSetProperty(name, Gone);
    }

    /// <summary>Promises are made by syntax and by host functions too: called when the first of them is about to be.</summary>
    public static void ApplyToPromises(JintScope scope, ObjectInstance promises)
    {
        Replace(scope, promises, OfPromise);
        promises.FastSetProperty("allKeyed", Gone);
        promises.FastSetProperty("allSettledKeyed", Gone);
    }

    /// <summary>Lets a tap decide what <c>Math.random()</c> gives.</summary>
    public static void TapChance(Engine engine, RunTap tap) =>
        ((ObjectInstance)engine.Global.Get("Math")).FastSetProperty(
            "random", new PropertyDescriptor(new ClrFunction(engine, "random", (_, _) => JsNumber.Create(tap.Random())), PropertyFlag.NonEnumerable));

    /// <summary><c>from</c> and <c>of</c>, which all typed arrays inherit from one object.</summary>
    public static void ApplyToTypedArrays(JintScope scope, JsValue constructor) =>
        Replace(scope, ((ObjectInstance)constructor).Prototype!, CheckedBuffers.OfTypedArrays);

    public static JsValue WrapCollection(JsValue constructor, JintScope scope) => CheckedConstructor.Replace(scope, constructor, CheckedIteration.WithFirst);

    private static CheckedFunction[] Looking(params string[] names) =>
        [.. names.Select(name => new CheckedFunction(name, name is "map" or "localeCompare" ? 1 : 0, CheckedFunction.CallOriginal, NeedsOriginal: true))];

    private static CheckedFunction[] Enumerating(Func<JintScope, Function?, JsValue, JsValue[], JsValue> body, params string[] names) =>
        [.. names.Select(name => new CheckedFunction(name, 1, body, NeedsOriginal: true))];

    private static void Replace(JintScope scope, ObjectInstance holder, CheckedFunction[] functions)
    {
        foreach (var function in functions)
        {
            var original = function.NeedsOriginal ? (Function)holder.Get(function.Name) : null;
            holder.FastSetProperty(function.Name, PropertyDescriptor.CreateLazy((scope, function, original), static made => made.function.Create(made.scope, made.original), PropertyFlag.NonEnumerable));
        }
    }

    private static void Replace(JintScope scope, JsValue holder, CheckedFunction[] functions) => Replace(scope, (ObjectInstance)holder, functions);

    /// <summary>Hardens what a global name stands for when the name is first read.</summary>
    private static void ReplaceGlobal(JintScope scope, string name, Func<JsValue, JintScope, JsValue?> harden)
    {
        var global = scope.Engine.Global;
        var original = global.GetOwnProperty(name);
        global.FastSetProperty(name, PropertyDescriptor.CreateLazy((scope, original, harden), static made => made.harden(made.original.Value, made.scope) ?? made.original.Value, PropertyFlag.NonEnumerable));
    }

    private static void ReplaceGlobal(JintScope scope, string name, Action<JsValue, JintScope> harden) =>
        ReplaceGlobal(scope, name, (value, owner) =>
        {
            harden(value, owner);
            return null;
        });
}
