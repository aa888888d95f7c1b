using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Budgets;

/// <summary>Registers what is told of budgets.</summary>
internal static class BudgetServices
{
    public static IServiceCollection AddBudgetAdmin(this IServiceCollection services) => services
        .AddSingleton<BudgetReader>()
        .AddAdminRoutes<BudgetRoutes>();
}
