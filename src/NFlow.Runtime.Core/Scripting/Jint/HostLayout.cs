using System.Collections.Frozen;
using Jint;
using Jint.Native;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The members of a <see cref="HostObject"/>, in the order in which scripts see them. Immutable; shared by every engine.</summary>
internal sealed class HostLayout
{
    private readonly FrozenDictionary<string, HostMember> _members;

    private HostLayout(HostMember[] members)
    {
        Members = members;
        _members = members.ToFrozenDictionary(member => member.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<HostMember> Members { get; }

    public HostMember? Find(string name) => _members.GetValueOrDefault(name);

    /// <summary>Collects members by path: <c>http.get</c> is the member <c>get</c> of the object <c>http</c>.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, Func<Engine, JsValue>> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Builder> _objects = new(StringComparer.Ordinal);

        public void Add(string path, Func<Engine, JsValue> value)
        {
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                _values[path] = value;
                return;
            }

            if (!_objects.TryGetValue(path[..dot], out var members))
                _objects[path[..dot]] = members = new Builder();
            members.Add(path[(dot + 1)..], value);
        }

        public HostLayout Build()
        {
            var members = _values.Where(value => !_objects.ContainsKey(value.Key)).Select(value => new HostMember(value.Key, value.Value)).ToList();
            foreach (var (name, builder) in _objects)
            {
                var layout = builder.Build();
                members.Add(new HostMember(name, engine => new HostObject(engine, layout)));
            }

            return new HostLayout([.. members]);
        }
    }
}
