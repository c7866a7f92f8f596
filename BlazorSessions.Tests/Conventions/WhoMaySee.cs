using System.Reflection;
using BlazorSessions.App.Layout;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace BlazorSessions.Tests.Conventions;

/// <summary>Every page says who may see it, and no live part is told whose page it is: it asks its own circuit.</summary>
[Trait("abuse", "A27")]
public sealed class WhoMaySee
{
    private static readonly Type[] Types = typeof(SessionRegistry).Assembly.GetTypes();

    [Fact]
    public void Every_page_says_who_may_see_it()
    {
        var pages = Types.Where(type => type.GetCustomAttributes<RouteAttribute>().Any()).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(
            page.GetCustomAttribute<AuthorizeAttribute>() is not null ^ page.GetCustomAttribute<AllowAnonymousAttribute>() is not null, page.Name));
    }

    [Fact]
    public void No_live_part_takes_a_user_or_a_session_as_a_parameter()
    {
        var parameters = Types.Where(type => type.IsSubclassOf(typeof(LiveComponent)))
            .SelectMany(part => part.GetProperties().Where(p => p.GetCustomAttribute<ParameterAttribute>() is not null)).ToList();

        Assert.NotEmpty(parameters);
        Assert.DoesNotContain(parameters, p => p.Name.Contains("User", StringComparison.Ordinal)
            || p.PropertyType == typeof(UserId) || p.PropertyType == typeof(CurrentSession) || p.PropertyType == typeof(CircuitOwner));
    }
}
