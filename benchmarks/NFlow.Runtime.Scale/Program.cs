using System.Globalization;
using NFlow.Runtime.Scale.Checks;
using NFlow.Runtime.Scale.Server;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["serve", var store, var mode])
{
    await ScaleServer.RunAsync(store, mode == "tracker");
    return 0;
}

var folder = Directory.CreateTempSubdirectory("nflow-scale-").FullName;
try
{
    Console.WriteLine($"{args.FirstOrDefault()}, {TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm}, {Environment.ProcessorCount} cores");
    Console.WriteLine();
    switch (args)
    {
        case ["routes"]:
            await RouteScale.RunAsync();
            return 0;
        case ["stored"]:
            await StoredScale.RunAsync(folder);
            return 0;
        case ["waiting", .. var rest]:
            await WaitingForms.RunAsync(folder, Number(rest, 10_000));
            return 0;
        case ["awaiting", .. var rest]:
            await AwaitingRuns.RunAsync(Number(rest, 10_000));
            return 0;
        case ["soak", .. var rest]:
            return await Soak.RunAsync(folder, Number(rest, 10)) ? 0 : 1;
        default:
            Console.Error.WriteLine("One of: routes, stored, waiting [forms], awaiting [runs], soak [minutes].");
            return 2;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static int Number(string[] rest, int otherwise) => rest is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
