namespace Router.Core.Caching;

/// <summary>A store can't be asked what it keeps, or told to forget it. Messages never see it.</summary>
/// <param name="message">Why, in a sentence for admins.</param>
/// <param name="cause">What happened; null where nothing was tried.</param>
public sealed class AnswerStoreException(string message, Exception? cause = null) : Exception(message, cause);
