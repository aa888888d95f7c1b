namespace Router.Core.Tests.Journal;

/// <summary>The payload of a test's records.</summary>
internal sealed record LedgerEntry(long Amount, string Note = "");
