namespace Router.Fleet.Outbox;

/// <summary>Something that waits for its way out.</summary>
/// <typeparam name="T">What.</typeparam>
/// <param name="Id">Its name.</param>
/// <param name="Item">What it is.</param>
internal sealed record OutboxItem<T>(string Id, T Item);
