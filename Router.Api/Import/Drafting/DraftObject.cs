using System.Text.Json.Nodes;

namespace Router.Api.Import.Drafting;

/// <summary>An object of the router.json that is being written: members in order, each with the place that it comes from.</summary>
internal sealed class DraftObject
{
    private readonly List<DraftMember> _members = [];

    public IReadOnlyList<DraftMember> Members => _members;

    public bool IsEmpty => _members.Count == 0;

    public bool Has(string name) => _members.Exists(member => member.Name == name);

    /// <summary>The object of that name; null when there is none.</summary>
    public DraftObject? Find(string name) => _members.Find(member => member.Name == name)?.Object;

    /// <summary>Adds a value, or puts it in the place of one of the same name.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="comment">Where it comes from.</param>
    public DraftObject Set(string name, JsonNode value, string? comment = null)
    {
        Put(new DraftMember(name, value, null, comment));
        return this;
    }

    /// <summary>The object of that name, added when there is none.</summary>
    public DraftObject Object(string name, string? comment = null)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        var made = new DraftObject();
        Put(new DraftMember(name, null, made, comment));
        return made;
    }

    /// <summary>Adds an object that was filled elsewhere.</summary>
    public void Add(string name, DraftObject value, string? comment = null) => Put(new DraftMember(name, null, value, comment));

    private void Put(DraftMember member)
    {
        int index = _members.FindIndex(other => other.Name == member.Name);
        if (index < 0)
        {
            _members.Add(member);
        }
        else
        {
            _members[index] = member;
        }
    }
}
