namespace JournalWriter;

/// <summary>The payload of its records.</summary>
public sealed record Seen(int Number, string Text);
