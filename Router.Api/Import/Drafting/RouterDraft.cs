using System.Globalization;
using System.Text.Json.Nodes;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Api.Import.Drafting;

/// <summary>The router.json that comes out of the files of one import. What two of them say about the same thing, the first has.</summary>
internal sealed class RouterDraft
{
    private readonly DraftObject _providers = new();
    private readonly DraftObject _models = new();
    private readonly DraftObject _tiers = new();
    private readonly DraftObject _settings = new();
    private readonly JsonArray _keys = [];
    private readonly List<string> _keyOrigins = [];
    private readonly DraftObject _root = new();
    private (string Host, string Port, string Comment)? _listen;
    private (string Host, string Port, string Comment)? _listenElse;
    private bool _saidKeys;

    /// <summary>What to tell the person who imports.</summary>
    public List<ImportNote> Notes { get; } = [];

    /// <summary>The secrets.</summary>
    public SecretBook Secrets { get; } = new();

    /// <summary>Members of the root beside listen, access, keys, providers, models and tiers.</summary>
    public DraftObject Settings => _settings;

    /// <summary>The providers so far.</summary>
    public IEnumerable<string> ProviderNames => _providers.Members.Select(member => member.Name);

    /// <summary>The models so far.</summary>
    public DraftObject Models => _models;

    /// <summary>A provider that was added; null when there is none of that name.</summary>
    public DraftObject? FindProvider(string name) => _providers.Find(name);

    /// <summary>The first target of a model that was added; null when there is no such model.</summary>
    public string? TargetOf(string model) => (string?)(_models.Find(model)?.Members.FirstOrDefault(member => member.Name == "targets")?.Value as JsonArray)?[0];

    /// <summary>The credential of a provider that was added.</summary>
    public string? CredentialOf(string provider) => CredentialOf(_providers.Find(provider)!);

    /// <summary>Adds a provider under this name, or the next free one.</summary>
    /// <returns>The name that it got.</returns>
    public string AddProvider(string name, DraftObject provider, string? comment)
    {
        string free = Name(name);
        for (int number = 2; _providers.Has(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{Name(name)}-{number}");
        }

        _providers.Add(free, provider, comment);
        return free;
    }

    /// <summary>Adds a model; one that another file named before stays as it is.</summary>
    /// <returns>The entry, to add to; null when there was one.</returns>
    public DraftObject? AddModel(string name, string target, string? comment)
    {
        if (_models.Has(name))
        {
            Notes.Add(new ImportNote(ImportNoteKind.Changed, comment ?? name, $"The model \"{name}\" is there already and stays as it was; give this one another name."));
            return null;
        }

        return _models.Object(name, comment).Set("targets", new JsonArray(target));
    }

    /// <summary>Sets a tier, unless a file before has set it.</summary>
    public void Tier(string name, string target, string? comment)
    {
        if (!_tiers.Has(name))
        {
            _tiers.Set(name, target, comment);
        }
    }

    /// <summary>Says where the source listened; the first word counts.</summary>
    public void Listen(string host, string port, string comment) => _listen ??= (host, port, comment);

    /// <summary>Says where such a source listens when no file says it.</summary>
    public void ListenElse(string host, string port, string comment) => _listenElse ??= (host, port, comment);

    /// <summary>Whether clients are asked for the key of this reference.</summary>
    public bool HasKey(string? reference) => _keys.OfType<JsonObject>().Any(key => (string?)key["key"] == reference);

    /// <summary>A client key that the source asked for, or that its clients send.</summary>
    /// <param name="value">The key.</param>
    /// <param name="origin">The place in the source.</param>
    /// <param name="same">Its reference where it has one already; null for one of its own.</param>
    public void ClientKey(string value, string origin, string? same = null)
    {
        const int Shortest = 8;
        _saidKeys = true;
        string reference = same ?? Secrets.Reference(value, ["ROUTER_CLIENT_KEY"], origin);
        if (HasKey(reference))
        {
            return;
        }

        _keys.Add(new JsonObject { ["key"] = reference, ["user"] = _keys.Count == 0 ? "me" : string.Create(CultureInfo.InvariantCulture, $"user{_keys.Count + 1}") });
        _keyOrigins.Add(origin);
        if (!SecretBook.IsVariable(value) && value.Length < Shortest)
        {
            Notes.Add(new ImportNote(ImportNoteKind.Changed, origin, $"This key is shorter than {Shortest} characters, which is refused here: export a longer one, and give it to the clients too."));
        }
    }

    /// <summary>Tells what was not carried over; what is said of the same place already is not said again.</summary>
    public void LeaveOut(string origin, string why)
    {
        var note = new ImportNote(ImportNoteKind.LeftOut, origin, why);
        if (!Notes.Contains(note))
        {
            Notes.Add(note);
        }
    }

    /// <summary>Tells what is different from before.</summary>
    public void Change(string origin, string what) => Notes.Add(new ImportNote(ImportNoteKind.Changed, origin, what));

    /// <summary>Puts the file together.</summary>
    /// <param name="files">The sources' names.</param>
    /// <param name="hasSchema">Whether router.schema.json lies beside it.</param>
    public string Write(IReadOnlyCollection<string> files, bool hasSchema)
    {
        DraftObject root = _root;
        if (hasSchema)
        {
            root.Set("$schema", "./router.schema.json");
        }

        WriteListen(root);
        if (_keys.Count > 0)
        {
            root.Set("keys", _keys.DeepClone(), string.Join(", ", _keyOrigins));
        }

        root.Add("providers", _providers);
        foreach ((string name, DraftObject section) in (ReadOnlySpan<(string, DraftObject)>)[("models", _models), ("tiers", _tiers)])
        {
            if (!section.IsEmpty)
            {
                root.Add(name, section);
            }
        }

        foreach (DraftMember member in _settings.Members)
        {
            if (member.Object is { } inner)
            {
                root.Add(member.Name, inner, member.Comment);
            }
            else
            {
                root.Set(member.Name, member.Value!, member.Comment);
            }
        }

        return DraftWriter.Write(root, [$"Imported from {string.Join(", ", files)}. Secrets stay outside: env:NAME is read from the environment."]);
    }

    /// <summary>Where in the sources a key of the written file comes from; null when nothing says it.</summary>
    public string? OriginOf(string key) => DraftOrigin.Of(_root, key);

    private void WriteListen(DraftObject root)
    {
        (string host, string port, string comment) = _listen ?? _listenElse ?? ("127.0.0.1", "8787", "");
        string shown = host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host;
        if (!_saidKeys && !ListenAddress.IsLoopback(host))
        {
            Change(comment, $"It listened on {host} and asked for no key; without one Router listens on this machine alone. Give it \"keys\" and \"listen\": \"http://{shown}:{port}\" to open it.");
            shown = "127.0.0.1";
        }

        if (comment.Length > 0)
        {
            root.Set("listen", $"http://{shown}:{port}", comment);
        }

        if (!_saidKeys)
        {
            root.Set("access", "open", "no key was asked for before either: whoever is on this machine gets in; add \"keys\" and remove this to change it");
            return;
        }

        foreach (DraftMember provider in _providers.Members.Where(member => CredentialOf(member.Object!) == "client"))
        {
            // The usual header is the provider's there.
            Change("", $"Clients of the provider \"{provider.Name}\" bring its key themselves: they send it as before, and one of \"keys\" as x-router-key.");
        }
    }

    private static string? CredentialOf(DraftObject provider) => (string?)(provider.Members.FirstOrDefault(member => member.Name == "credentials")?.Value as JsonArray)?[0];

    /// <summary>A provider's name can't hold "/".</summary>
    private static string Name(string name)
    {
        string text = new([.. name.Trim().Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-')]);
        return text.Trim('-', '.') is { Length: > 0 } plain ? plain : "provider";
    }

    /// <summary>What the loader of router.json says of a text.</summary>
    public static ConfigResult Check(string text, string folder) =>
        new ConfigLoader(new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal))).Load(System.Text.Encoding.UTF8.GetBytes(text), folder);
}
