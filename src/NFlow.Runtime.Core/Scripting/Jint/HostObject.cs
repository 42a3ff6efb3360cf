using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// An object of the host in one engine. Each member is made when it is first asked for, so that a run pays for the members its scripts touch
/// and not for those there are. To scripts it is an ordinary object that has had all of them from the start.
/// </summary>
/// <remarks>Not Jint's <see cref="JsObjectShape"/>, whose objects take a slot per member: with a thousand members a third of all that a small run allocates.</remarks>
internal sealed class HostObject(Engine engine, HostLayout layout) : ObjectInstance(engine)
{
    /// <summary>Whether every member has been made, so that what is not here was deleted.</summary>
    private bool _isComplete;

    /// <inheritdoc/>
    public override PropertyDescriptor GetOwnProperty(JsValue property)
    {
        var made = base.GetOwnProperty(property);
        return made != PropertyDescriptor.Undefined || _isComplete || property is not JsString name || layout.Find(name.ToString()) is not { } member
            ? made
            : Add(name, member);
    }

    /// <inheritdoc/>
    public override void RemoveOwnProperty(JsValue property)
    {
        Complete();
        base.RemoveOwnProperty(property);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<JsValue, PropertyDescriptor>> GetOwnProperties()
    {
        Complete();
        return base.GetOwnProperties();
    }

    /// <inheritdoc/>
    public override List<JsValue> GetOwnPropertyKeys(Types types = Types.String | Types.Symbol)
    {
        Complete();
        return base.GetOwnPropertyKeys(types);
    }

    /// <inheritdoc/>
    public override bool PreventExtensions()
    {
        Complete();
        return base.PreventExtensions();
    }

    private PropertyDescriptor Add(JsString name, HostMember member)
    {
        var descriptor = PropertyDescriptor.CreateLazy((Engine, member), static state => state.member.Make(state.Engine));
        FastSetProperty(name, descriptor);
        return descriptor;
    }

    /// <summary>Makes what was not asked for yet, and puts all members in the order in which they were declared.</summary>
    private void Complete()
    {
        if (_isComplete)
            return;
        _isComplete = true;
        var made = base.GetOwnProperties().ToArray();
        foreach (var (key, _) in made)
            base.RemoveOwnProperty(key);
        foreach (var member in layout.Members)
        {
            var name = new JsString(member.Name);
            if (made.FirstOrDefault(property => property.Key.Equals(name)).Value is { } descriptor)
                FastSetProperty(name, descriptor);
            else
                Add(name, member);
        }

        foreach (var (key, descriptor) in made)
            if (!key.IsString() || layout.Find(key.ToString()) is null)
                FastSetProperty(key, descriptor);
    }
}
