using AdminPortal.Changes.Presence;

namespace AdminPortal.Tests.Changes.Presence;

public sealed class SharedOpenFormsTests
{
    private const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    private const string Kind = "infrastructure/targets";

    private readonly JoinedInstances _joined = new();

    [Fact]
    public void Form_OpenedAndClosedElsewhere_IsAmongTheOthersMeanwhile()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");

        var sam = Open(other, "Sam");
        Assert.Equal(["Sam"], Others(mine));
        Assert.Equal(["Me"], Others(sam));
        sam.Dispose();

        Assert.Empty(mine.Others);
    }

    [Fact]
    public void Form_OfAnotherResource_IsNotAmongTheOthers()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");

        using var sam = Open(other, "Sam", "another");

        Assert.Empty(mine.Others);
    }

    [Fact]
    public void Others_ComeTheLongestOpenFirst()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        _joined.IsCut = true;
        using var ann = Open(other, "Ann");
        _joined.Pass(SharedOpenForms.Pulse);
        using var sam = Open(one, "Sam");
        _joined.IsCut = false;

        _joined.Pass(SharedOpenForms.Pulse);

        Assert.Equal(["Ann", "Sam"], Others(mine));
    }

    [Fact]
    public void Instance_ThatStartsLater_LearnsWhatIsOpen()
    {
        var one = _joined.Start();
        using var ann = Open(one, "Ann");
        var late = _joined.Start();

        using var mine = Open(late, "Me");

        Assert.Equal(["Ann"], Others(mine));
    }

    [Fact]
    public void Instance_Killed_IsForgottenAfterAWhile()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        using var sam = Open(other, "Sam");
        other.Kill();

        _joined.Pass(SharedOpenForms.GivenUpAfter - SharedOpenForms.Pulse);
        Assert.Equal(["Sam"], Others(mine));
        _joined.Pass(2 * SharedOpenForms.Pulse);

        Assert.Empty(mine.Others);
    }

    [Fact]
    public void Instance_ThatLives_IsNotForgotten()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        using var sam = Open(other, "Sam");

        _joined.Pass(10 * SharedOpenForms.GivenUpAfter);

        Assert.Equal(["Sam"], Others(mine));
    }

    [Fact]
    public void Instance_StartedAgain_TellsAnew()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        using var lost = Open(other, "Sam");
        other.Kill();
        _joined.Pass(SharedOpenForms.GivenUpAfter + SharedOpenForms.Pulse);

        using var sam = Open(_joined.Start(), "Sam");

        Assert.Equal(["Sam"], Others(mine));
        Assert.Equal(["Me"], Others(sam));
    }

    [Fact]
    public void Words_Lost_AreMadeUpForByTheNextPulse()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        var sam = Open(other, "Sam");
        _joined.IsCut = true;
        sam.Dispose();
        using var ann = Open(other, "Ann");
        Assert.Equal(["Sam"], Others(mine));
        _joined.IsCut = false;

        _joined.Pass(SharedOpenForms.Pulse);

        Assert.Equal(["Ann"], Others(mine));
    }

    [Fact]
    public void Word_AfterALostOne_IsNotTakenForTheWhole()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        _joined.IsCut = true;
        using var ann = Open(other, "Ann");
        _joined.IsCut = false;

        using var sam = Open(other, "Sam");

        Assert.Equal(["Ann", "Sam"], Others(mine));
    }

    [Fact]
    public void Instance_GivenUpTooEarly_ComesBack()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        using var sam = Open(other, "Sam");
        _joined.IsCut = true;
        _joined.Pass(2 * SharedOpenForms.GivenUpAfter);
        Assert.Empty(mine.Others);
        _joined.IsCut = false;

        one.Miss();

        Assert.Equal(["Sam"], Others(mine));
    }

    [Fact]
    public void Forms_MoreThanFitIntoOneWord_AreAllTold()
    {
        var one = _joined.Start();
        var people = Enumerable.Range(100, 200).Select(number => $"Zoë \"{number}\" Müller").ToList();
        var forms = people.ConvertAll(person => Open(one, person));

        using var mine = Open(_joined.Start(), "Me");

        Assert.Equal(people, Others(mine));
        forms.ForEach(form => form.Dispose());
        Assert.Empty(mine.Others);
    }

    [Fact]
    public void Resource_WithAnIdThatFitsIntoNoWord_IsToldOnItsInstanceAlone()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        var id = new string('x', 8000);
        using var mine = Open(one, "Me", id);
        using var beside = Open(one, "Ann", id);
        using var elsewhere = Open(other, "Sam", id);

        Assert.Equal(["Ann"], Others(mine));
        Assert.Empty(elsewhere.Others);
        using var sam = Open(other, "Sam");
        using var near = Open(one, "Me");
        Assert.Equal(["Sam"], Others(near));
    }

    [Fact]
    public async Task Form_IsToldOnlyOfWhatIsNew()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        var told = System.Threading.Channels.Channel.CreateUnbounded<int>();
        using var mine = one.Forms.Enter(Account, Kind, "one", "Me", () => told.Writer.TryWrite(1));

        using var sam = Open(other, "Sam");
        await told.Reader.ReadAsync(TestContext.Current.CancellationToken);

        // The whole is asked for and told again, and holds nothing new.
        one.Miss();
        _joined.Pass(3 * SharedOpenForms.Pulse);
        using var ann = Open(other, "Ann");
        await told.Reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.False(told.Reader.TryRead(out _));
    }

    [Fact]
    public void Instances_WithNothingNew_SayOnlyThatTheyLive()
    {
        var (one, other) = (_joined.Start(), _joined.Start());
        using var mine = Open(one, "Me");
        using var sam = Open(other, "Sam");
        _joined.Words.Clear();

        _joined.Pass(5 * SharedOpenForms.Pulse);

        Assert.Equal(10, _joined.Words.Count);
        Assert.All(_joined.Words, word => Assert.IsType<PresenceWord.Alive>(PresenceWord.Read(word)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"is":"of another version","From":"x","Revision":1}""")]
    [InlineData("""{"From":"x","Revision":1}""")]
    public void Word_ThatCannotBeUnderstood_IsNone(string text) => Assert.Null(PresenceWord.Read(text));

    private static IOpenForm Open(JoinedInstances.Instance instance, string person, string id = "one") => instance.Forms.Enter(Account, Kind, id, person, () => { });

    private static IEnumerable<string> Others(IOpenForm form) => form.Others.Select(other => other.Person);
}
