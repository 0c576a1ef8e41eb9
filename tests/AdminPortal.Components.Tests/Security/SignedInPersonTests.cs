using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;

namespace AdminPortal.Components.Tests.Security;

public sealed class SignedInPersonTests
{
    [Fact]
    public void Provider_CannotGiveALocalRole()
    {
        var actor = new SignedInPerson("https://login.test", "eve", "Eve", [new(AccessPolicy.LocalClaim, "Administrator"), new(HeldValue.Roles, "x")]).ToPrincipal().ToActor();

        Assert.Equal([new(HeldValue.Roles, "x")], actor.Holds);
        Assert.Equal(Role.None, new AccessPolicy().HighestOf(actor.Holds));
        Assert.Equal(Role.Administrator, new AccessPolicy().HighestOf(new SignedInPerson(null, "a", "Local Administrator", [new(AccessPolicy.LocalClaim, "Administrator")]).ToPrincipal().ToActor().Holds));
    }

    [Fact]
    public void Person_WithoutASession_HasOneThatNeverBegan() => Assert.Equal("", new SignedInPerson("https://login.test", "eve", "Eve", []).ToPrincipal().ToActor().Session);

    [Fact]
    public void Person_OfAProvider_IsFoundByIssuerAndSubjectWhateverTheName() =>
        Assert.Equal("https://login.test|eve", new SignedInPerson("https://login.test", "eve", "Local Administrator", []).ToPrincipal().ToActor().Id);
}
