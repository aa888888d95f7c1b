namespace Router.Core.Tests.Journal;

/// <summary>A ledger's snapshot.</summary>
internal sealed record LedgerState(string[] Ids, long Sum);
