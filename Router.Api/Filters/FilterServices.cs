namespace Router.Api.Filters;

/// <summary>Registers filters.</summary>
public static class FilterServices
{
    /// <summary>Adds a filter; several are asked in the order in which they were added.</summary>
    public static IServiceCollection AddMessageFilter<T>(this IServiceCollection services)
        where T : class, IMessageFilter => services.AddSingleton<IMessageFilter, T>();

    internal static IServiceCollection AddRouterFilters(this IServiceCollection services) => services.AddSingleton<MessageFilters>();
}
