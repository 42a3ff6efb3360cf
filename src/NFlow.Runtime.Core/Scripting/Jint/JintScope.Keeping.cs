namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What a scope does with an engine that its flow keeps: it runs traceless scripts there, and gives it back if nothing else happened.</summary>
/// <remarks>
/// K1: only traceless scripts run while <see cref="_isKeeping"/>. K2: an engine goes back only if no other script ran, nothing failed, no
/// limit was passed and every built-in is as it was made. K3: after that, the scope touches it no more.
/// </remarks>
internal sealed partial class JintScope
{
    private IReadOnlyList<JintScript>? _earlier;

    /// <summary>A script that is not traceless is about to run: the engine serves this run to its end, and no other.</summary>
    private void LeaveKept()
    {
        _isKeeping = false;
        _earlier = _kept!.Ran;
        foreach (var script in _earlier)
            RememberFunctions(script);
    }

    /// <summary>Puts the functions of the traceless scripts that ran before where they would be, had they been run like any other.</summary>
    private void DefineFunctions()
    {
        foreach (var script in _earlier!)
            Engine.Evaluate(script.Traceless!.Definitions);
        _earlier = null;
    }

    /// <summary>Ends the scope's hold on the engine.</summary>
    private void GiveBack(KeptEngine kept)
    {
        if (_isLost)
            kept.Abandon();
        else if (_isKeeping && !_hasFailed && _abort is null && Budget is { Excess: null, IsStopping: false } && Realm.IsUntouched && kept.Restore(Budget.AllocatedBytes))
            kept.Return();
        else
            kept.Dispose();
    }
}
