#!/bin/bash
#SBATCH --job-name=takeup-upload
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=24:00:00
#SBATCH --signal=TERM@60
#SBATCH --requeue
# Uploads the media of a folder with an array of eight tasks, each its share. The key is in a file that you alone can read:
#   VIDEOS=/project/footage KEY=~/takeup-key sbatch takeup-upload.sh
# To repeat one share, "scontrol requeue JOB_INDEX" keeps the array as it is; a new array of one index would be one share of one.
set -u
state=${STATE:-$HOME/takeup-state}
umask 077
mkdir -p "$state"
TWELVE_LABS_API_KEY=$(cat "$KEY")
export TWELVE_LABS_API_KEY
exec takeup-cli upload --shard auto --if-exists skip --json \
  --data-dir "$state/$SLURM_ARRAY_TASK_ID" --report "$state/report-$SLURM_ARRAY_TASK_ID.json" "$VIDEOS"
