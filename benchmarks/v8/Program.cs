using System.Globalization;
using NFlow.Runtime.V8Probe;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["cost"]:
        CostProbe.Run();
        break;
    case ["memory"]:
        MemoryProbe.Run();
        break;
    case ["pollution"]:
        PollutionProbe.Run();
        break;
    case ["limits", .. var attacks]:
        await LimitProbe.RunAllAsync(attacks.FirstOrDefault());
        break;
    case ["limit", var script]:
        LimitProbe.RunOne(await File.ReadAllTextAsync(script));
        break;
    default:
        Console.Error.WriteLine("One of: cost, memory, pollution, limits [attacks.json].");
        break;
}
