using Microsoft.AspNetCore.Http;
using Router.Core.AdminContract;
using Router.Dashboard.Pages;
using Router.Dashboard.Visits;

namespace Router.Dashboard.SignIn;

/// <summary>Sign-in with a key, sign-out, light or dark.</summary>
internal sealed class SignInEndpoints(DashboardDoor door, SessionCookies cookies, ISignIn signIn, SignInPace pace, PageAnswers answers)
{
    public Task ShowAsync(HttpContext context) => ShowAsync(context, BackAddress.Of(context.Request.Query["back"]), refusal: null, StatusCodes.Status200OK);

    public async Task SignInAsync(HttpContext context)
    {
        if (await door.ReadFormAsync(context) is not { } form)
        {
            return;
        }

        string back = BackAddress.Of(form["back"]);
        if (!pace.MayTry(context.Connection.RemoteIpAddress))
        {
            await ShowAsync(context, back, "Too many keys that open nothing were tried. Wait a minute and try again.", StatusCodes.Status429TooManyRequests);
            return;
        }

        AdminResult<SignedIn> result = signIn.SignIn(form["key"].ToString(), context.Connection.RemoteIpAddress);
        if (result.Value is not { } signedIn)
        {
            pace.Failed(context.Connection.RemoteIpAddress);
            await ShowAsync(context, back, result.Problem!.Text, StatusCodes.Status401Unauthorized);
            return;
        }

        cookies.Begin(context, signedIn.Pass);
        PageAnswers.Lead(context, $"./{back}");
    }

    public async Task SignOutAsync(HttpContext context)
    {
        if (await door.ReadFormAsync(context) is not null)
        {
            cookies.End(context);
            PageAnswers.Lead(context, "./sign-in");
        }
    }

    public async Task SetThemeAsync(HttpContext context)
    {
        if (await door.ReadFormAsync(context) is { } form)
        {
            SessionCookies.SetTheme(context, form["theme"].ToString() is "light" or "dark" ? form["theme"].ToString() : null);
            PageAnswers.Lead(context, $"./{BackAddress.Of(form["back"])}");
        }
    }

    private Task ShowAsync(HttpContext context, string back, string? refusal, int status)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(SignInPage.Back)] = back };
        if (refusal is not null)
        {
            parameters[nameof(SignInPage.Refusal)] = refusal;
        }

        Visit visit = door.Stranger(context, "sign-in");
        return answers.WriteAsync(context, visit, new PageView("Sign in", typeof(SignInPage)) { Parameters = parameters, IsAlone = true, Status = status });
    }
}
