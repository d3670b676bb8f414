# Parses PowerShell files with PowerShell's own parser, and names each place that is none.
#
# Exit status: 0 all of them parse; 1 some do not, each named on stdout.
param([Parameter(Mandatory, ValueFromRemainingArguments)] [string[]] $Path)

$found = 0
foreach ($file in $Path) {
    $tokens = $null
    $faults = $null
    [void] [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $faults)
    foreach ($fault in $faults) {
        $place = $fault.Extent
        "${file}:$($place.StartLineNumber):$($place.StartColumnNumber): $($fault.Message)"
        $found++
    }
}
if ($found -gt 0) { exit 1 }
exit 0
