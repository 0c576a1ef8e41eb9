using System.Collections.Concurrent;
using System.Globalization;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>
/// Somebody who changes one target again and again, and does on the page whatever comes next there. They never type a name twice: a page that has lost it is found out.
/// </summary>
/// <param name="page">Their page.</param>
/// <param name="console">The console's address.</param>
/// <param name="id">The target.</param>
/// <param name="name">What its hostnames begin with.</param>
internal sealed class EditingPerson(IPage page, Uri console, string id, string name)
{
    private const string Look =
        """
        () => {
            const box = document.getElementById('field-hostname');
            const form = document.querySelector('.resource-form[data-ready]');
            return {
                isReady: form !== null && box !== null && !box.readOnly && getComputedStyle(document.getElementById('components-reconnect-modal')).display === 'none',
                value: box?.value ?? '',
                title: document.querySelector('h1')?.textContent.trim() ?? '',
                isUnsaved: form?.hasAttribute('data-unsaved') ?? false,
                isReviewing: document.querySelector('section.review') !== null,
                isAsked: document.querySelector('.draft-bar') !== null,
                isSent: window.isSent ?? false,
            };
        }
        """;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> _wrong = [];
    private readonly ConcurrentQueue<string> _saved = [];
    private string _before = "";

    /// <summary>What must not have happened.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>The names that the page has told to be saved, in their order.</summary>
    public IReadOnlyCollection<string> Saved => _saved;

    /// <summary>The target.</summary>
    public string Id => id;

    private string Form => new Uri(console, $"accounts/{SandboxApi.Account}/infrastructure/targets/{id}").ToString();

    /// <summary>Goes to the form.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync(Form);
        await Assertions.Expect(page.GetByLabel("Hostname", new() { Exact = true })).ToBeEditableAsync();
        _before = await page.GetByLabel("Hostname", new() { Exact = true }).InputValueAsync();
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame && frame.Url != Form)
            {
                _wrong.Enqueue($"{name} was led to {frame.Url}");
            }
        };
    }

    /// <summary>Edits and saves until it is over, with a rest between two edits.</summary>
    public async Task EditAsync(TimeSpan rest, CancellationToken over)
    {
        using PeriodicTimer pace = new(rest);
        for (var turn = 1; !over.IsCancellationRequested; turn++)
        {
            await SaveAsync(string.Create(CultureInfo.InvariantCulture, $"{name}-{turn}.example.com"));
            await RestAsync(pace, over);
        }
    }

    /// <summary>Types a name and sees it saved, whatever happens to the page meanwhile.</summary>
    public async Task SaveAsync(string hostname)
    {
        using CancellationTokenSource late = new(Patience);
        using PeriodicTimer glance = new(Glance);
        var (isTyped, state) = (false, new State());
        while (!late.IsCancellationRequested)
        {
            try
            {
                state = await page.EvaluateAsync<State>(Look);
                if (state.IsAsked)
                {
                    _wrong.Enqueue($"{name} was asked about a draft of their own at {hostname}.");
                    return;
                }

                // The box alone proves nothing: it shows what was typed, or put back by a page that has come back, before the server has it. The title is the server's word.
                if (state.IsReady && state.Title == hostname && state.Value == hostname && !state.IsUnsaved && !state.IsReviewing)
                {
                    _saved.Enqueue(hostname);
                    _before = hostname;
                    return;
                }

                isTyped |= await ActAsync(state, hostname, isTyped);
            }
            catch (PlaywrightException)
            {
                // The page is being loaded again: what it shows next is looked at then.
            }
            catch (TimeoutException)
            {
                // It has changed under the hand.
            }

            await RestAsync(glance, late.Token);
        }

        _wrong.Enqueue($"{name} could not save {hostname} (before it {_before}): {state}");
    }

    private async Task<bool> ActAsync(State state, string hostname, bool isTyped)
    {
        if (!state.IsReady)
        {
            return false;
        }

        if (state.IsReviewing)
        {
            if (!state.IsSent)
            {
                await page.FillAsync("#reason", $"For {hostname}", new() { Timeout = 1000 });
                await page.EvaluateAsync("() => { window.isSent = true; document.getElementById('reason').dispatchEvent(new Event('change', { bubbles: true })); [...document.querySelectorAll('section.review button')].find(button => button.textContent.trim() === 'Save').click(); }");
            }

            return false;
        }

        if (state.Value == hostname && state.IsUnsaved)
        {
            await page.EvaluateAsync("() => { window.isSent = false; [...document.querySelectorAll('.resource-form button')].find(button => button.textContent.trim() === 'Review').click(); }");
            return false;
        }

        if (isTyped)
        {
            return false;
        }

        await page.FillAsync("#field-hostname", hostname, new() { Timeout = 1000 });
        return true;
    }

    private static async Task RestAsync(PeriodicTimer timer, CancellationToken over)
    {
        try
        {
            await timer.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private sealed record State
    {
        public bool IsReady { get; init; }

        public string Value { get; init; } = "";

        public string Title { get; init; } = "";

        public bool IsUnsaved { get; init; }

        public bool IsReviewing { get; init; }

        public bool IsAsked { get; init; }

        public bool IsSent { get; init; }
    }
}
