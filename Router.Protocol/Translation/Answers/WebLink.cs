namespace Router.Protocol.Translation.Answers;

/// <summary>A page that a search found.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Title">Its title; the address where the provider gave none.</param>
internal readonly record struct WebLink(string Url, string Title);
