namespace Router.Core.Configuration.Reading;

/// <summary>Paths of keys for people: <c>providers.local.timeouts</c>, <c>models["claude-*"].targets[0]</c>.</summary>
internal static class KeyPath
{
    public static string Member(string parent, string name)
    {
        bool plain = name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '$');
        string step = plain ? name : $"[\"{name}\"]";
        return parent.Length == 0 || !plain ? parent + step : $"{parent}.{step}";
    }

    public static string Item(string parent, int index) => $"{parent}[{index}]";
}
